/** Who people are: the authorization server as a whole, and how to start it. Everything here blocks and runs on virtual threads. */
@NullMarked
package dev.parley.auth;

import org.jspecify.annotations.NullMarked;

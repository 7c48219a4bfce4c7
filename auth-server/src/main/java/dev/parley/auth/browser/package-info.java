/** Who is signed in with which browser: a session behind a cookie, kept in the identity store, so that it outlives restarts and serves every node. */
@NullMarked
package dev.parley.auth.browser;

import org.jspecify.annotations.NullMarked;

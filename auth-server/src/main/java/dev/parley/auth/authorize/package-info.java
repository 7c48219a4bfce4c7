/** The authorization endpoint: what applications ask for, who has to sign in for it, and what they are answered. */
@NullMarked
package dev.parley.auth.authorize;

import org.jspecify.annotations.NullMarked;

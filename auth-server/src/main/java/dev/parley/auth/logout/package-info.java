/**
 * The end of a sign-on: applications send people here to sign out, and are told when somebody has signed out (OpenID Connect
 * RP-Initiated Logout 1.0 and Back-Channel Logout 1.0). What is told is sent from virtual threads.
 */
@NullMarked
package dev.parley.auth.logout;

import org.jspecify.annotations.NullMarked;

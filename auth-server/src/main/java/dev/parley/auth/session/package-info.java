/** Sessions of devices: signing in, staying signed in, signing out. */
@NullMarked
package dev.parley.auth.session;

import org.jspecify.annotations.NullMarked;

/** Signing in on devices that have no keyboard or browser, with the help of one that has (RFC 8628). */
@NullMarked
package dev.parley.auth.devicegrant;

import org.jspecify.annotations.NullMarked;

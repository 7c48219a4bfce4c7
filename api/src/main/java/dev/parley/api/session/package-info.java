/** Devices and the claims by which a token names its bearer. */
@NullMarked
package dev.parley.api.session;

import org.jspecify.annotations.NullMarked;

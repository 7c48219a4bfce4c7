/** Signatures by ES256 and RS256 at the speed of native code, through the ordinary interfaces of the JDK. */
@NullMarked
package dev.parley.signature;

import org.jspecify.annotations.NullMarked;

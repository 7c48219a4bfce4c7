/** TLS by two PEM files, for every front door, reactive or not. */
@NullMarked
package dev.parley.tls;

import org.jspecify.annotations.NullMarked;

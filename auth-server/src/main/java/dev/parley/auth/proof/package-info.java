/** Proofs that whoever brings a token holds its key (RFC 9449): each is good once, at whichever server. */
@NullMarked
package dev.parley.auth.proof;

import org.jspecify.annotations.NullMarked;

/** What every reactive front door does the same way: verify the token, name the caller, carry the trace, say no as a problem document. */
@NullMarked
package dev.parley.edge;

import org.jspecify.annotations.NullMarked;

/** Finds messages in one's own conversations. */
@NullMarked
package dev.parley.query.search;

import org.jspecify.annotations.NullMarked;

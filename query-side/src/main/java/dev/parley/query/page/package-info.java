/** How lists are asked for and answered: limits, opaque cursors, pages. */
@NullMarked
package dev.parley.query.page;

import org.jspecify.annotations.NullMarked;

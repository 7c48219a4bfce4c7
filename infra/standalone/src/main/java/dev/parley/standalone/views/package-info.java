/** The operators' tools for views: making them anew, and holding them against the events. Blocks. */
@NullMarked
package dev.parley.standalone.views;

import org.jspecify.annotations.NullMarked;

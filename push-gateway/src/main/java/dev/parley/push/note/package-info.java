/** What people note for themselves, on its way to its compacted topic. */
@NullMarked
package dev.parley.push.note;

import org.jspecify.annotations.NullMarked;

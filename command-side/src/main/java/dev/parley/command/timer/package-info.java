/** Lets happen what was decided for a certain time. One node at a time keeps it for all; threads of its own, which block. */
@NullMarked
package dev.parley.command.timer;

import org.jspecify.annotations.NullMarked;

/** What people plan to say. */
@NullMarked
package dev.parley.command.schedule;

import org.jspecify.annotations.NullMarked;

/** The person aggregate: the public side of an account. */
@NullMarked
package dev.parley.command.people;

import org.jspecify.annotations.NullMarked;

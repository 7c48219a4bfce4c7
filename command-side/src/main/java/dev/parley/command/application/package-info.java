/** How applications of others say something: as themselves, a member like any other, or for a person who let them. */
@NullMarked
package dev.parley.command.application;

import org.jspecify.annotations.NullMarked;

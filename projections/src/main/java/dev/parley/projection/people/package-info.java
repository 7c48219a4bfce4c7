/** What is public about people. */
@NullMarked
package dev.parley.projection.people;

import org.jspecify.annotations.NullMarked;

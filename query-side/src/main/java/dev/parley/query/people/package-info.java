/** What is public about people. */
@NullMarked
package dev.parley.query.people;

import org.jspecify.annotations.NullMarked;

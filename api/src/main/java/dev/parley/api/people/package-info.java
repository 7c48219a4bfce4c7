/** People: their ids, what is public about them, and what can happen to that. Credentials are not here. */
@NullMarked
package dev.parley.api.people;

import org.jspecify.annotations.NullMarked;

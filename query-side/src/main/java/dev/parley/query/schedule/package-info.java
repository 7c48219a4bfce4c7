/** What the caller plans to say. */
@NullMarked
package dev.parley.query.schedule;

import org.jspecify.annotations.NullMarked;

/** What people plan to say, and when. */
@NullMarked
package dev.parley.api.schedule;

import org.jspecify.annotations.NullMarked;

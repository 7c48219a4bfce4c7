/** What people signal to each other and nobody keeps: that somebody is typing. */
@NullMarked
package dev.parley.api.signal;

import org.jspecify.annotations.NullMarked;

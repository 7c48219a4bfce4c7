/** How much somebody may ask for, and how often guess: rate limits and lock-outs. */
@NullMarked
package dev.parley.auth.throttle;

import org.jspecify.annotations.NullMarked;

/** Reads views by key, and waits until one is as new as an answer has to be. */
@NullMarked
package dev.parley.query.view;

import org.jspecify.annotations.NullMarked;

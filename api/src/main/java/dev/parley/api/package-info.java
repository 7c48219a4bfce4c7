/** The published language of Parley: what every part may say to every other, and how it says no. */
@NullMarked
package dev.parley.api;

import org.jspecify.annotations.NullMarked;

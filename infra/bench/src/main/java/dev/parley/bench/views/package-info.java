/** How fast views are computed and read, on a product of the bench's own with many messages in it; blocking. */
@NullMarked
package dev.parley.bench.views;

import org.jspecify.annotations.NullMarked;

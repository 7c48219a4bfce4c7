/** What the push gateway can bear, measured on one in a process of its own, so that its CPU and memory are nobody else's. */
@NullMarked
package dev.parley.bench.push;

import org.jspecify.annotations.NullMarked;

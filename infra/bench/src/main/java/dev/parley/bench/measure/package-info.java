/** What every scenario measures with. */
@NullMarked
package dev.parley.bench.measure;

import org.jspecify.annotations.NullMarked;

/** Pages with plots that need nothing but a browser: no script, nothing from elsewhere, by day and by night. */
@NullMarked
package dev.parley.bench.plot;

import org.jspecify.annotations.NullMarked;

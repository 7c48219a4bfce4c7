/** Servers that run as child JVMs: started, watched, stopped, never left behind. Blocking code, to be called from threads of its own. */
@NullMarked
package dev.parley.standalone.process;

import org.jspecify.annotations.NullMarked;

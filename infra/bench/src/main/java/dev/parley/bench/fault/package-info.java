/**
 * The command side under load in a process of its own, killed again and again; and the check that nothing was lost. Its threads may
 * block.
 */
@NullMarked
package dev.parley.bench.fault;

import org.jspecify.annotations.NullMarked;

/** What people type, before it means anything: how it is bounded, how two of them compare, and what must never be printed. */
@NullMarked
package dev.parley.auth.input;

import org.jspecify.annotations.NullMarked;

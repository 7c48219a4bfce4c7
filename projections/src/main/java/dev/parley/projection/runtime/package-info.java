/**
 * Drives projectors: a thread and a consumer each, events in order of their version, what cannot be applied to the dead letters, and how
 * far it has come kept beside the view. Blocking code on threads of its own.
 */
@NullMarked
package dev.parley.projection.runtime;

import org.jspecify.annotations.NullMarked;

/** Measures single sign-on: tokens issued and checked, a storm of sign-ins beside messages, how soon a sign-out counts everywhere. */
@NullMarked
package dev.parley.bench.identity;

import org.jspecify.annotations.NullMarked;

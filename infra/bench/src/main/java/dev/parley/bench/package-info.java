/** Load scenarios against a running product. They show figures; they judge none of them. Its threads may block. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;

/** How the server says that it cannot come up. */
@NullMarked
package dev.parley.auth.failure;

import org.jspecify.annotations.NullMarked;

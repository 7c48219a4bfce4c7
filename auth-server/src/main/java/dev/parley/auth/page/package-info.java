/** What people see: pages that need no script, in their language and in the colours of their system. */
@NullMarked
package dev.parley.auth.page;

import org.jspecify.annotations.NullMarked;

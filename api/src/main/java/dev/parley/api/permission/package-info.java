/** Who may do what: the one table behind every command and every query, and the document {@code docs/permissions.md}. */
@NullMarked
package dev.parley.api.permission;

import org.jspecify.annotations.NullMarked;

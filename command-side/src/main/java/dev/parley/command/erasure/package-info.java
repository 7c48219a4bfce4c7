/** What follows when an account is erased: its memberships and contacts end. Runs on threads of its own, which block. */
@NullMarked
package dev.parley.command.erasure;

import org.jspecify.annotations.NullMarked;

/** What a conversation list, a history and a resume show: heads, messages and events, memberships. */
@NullMarked
package dev.parley.projection.conversation;

import org.jspecify.annotations.NullMarked;

/** Conversations and their messages: ids, commands, events, views. */
@NullMarked
package dev.parley.api.conversation;

import org.jspecify.annotations.NullMarked;

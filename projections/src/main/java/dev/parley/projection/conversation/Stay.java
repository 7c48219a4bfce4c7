package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;

/** One person and one conversation: the key of a membership. */
record Stay(UserId user, ConversationId conversation) {}

package dev.parley.api.conversation;

/** The answer to a command that changed a conversation, or found that it had nothing to change. {@code version} is its newest. */
public record ConversationChanged(ConversationId conversation, long version) {}

package dev.parley.demo.client;

import tools.jackson.databind.JsonNode;

/** One frame from the server. {@code receivedNanos} is {@link System#nanoTime} when its last byte was there. */
public record Frame(JsonNode json, long receivedNanos) {

    public String type() {
        return text("type");
    }

    /** The field's text; empty when it has none. */
    public String text(String field) {
        return json.path(field).asString("");
    }

    /** The field's number; −1 when it has none. */
    public long number(String field) {
        return json.path(field).asLong(-1);
    }

    public boolean is(String type) {
        return type().equals(type);
    }

    public boolean isEvent(String conversation) {
        return is("event") && text("conversation").equals(conversation);
    }

    public boolean isEvent(String conversation, String name) {
        return isEvent(conversation) && text("event").equals(name);
    }

    /** What a {@code MessageSent} says; empty for every other frame. */
    public String said() {
        return json.path("data").path("content").path("text").asString("");
    }

    public long seq() {
        return json.path("data").path("seq").asLong(-1);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}

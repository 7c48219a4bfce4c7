package dev.parley.bench;

import dev.parley.demo.client.LiveConnection;

/** A message on its way. {@code id} is the frame's, by which the ack is found. */
record Sent(int number, long dueNanos, String id) {

    /** Its {@code seq}, once it is acknowledged. */
    long awaitSeq(LiveConnection talking) {
        return talking.heard(frame -> frame.is("ok") && frame.text("id").equals(id)).stream()
                .findFirst()
                .orElseGet(() -> talking.answerTo(id))
                .number("seq");
    }
}

package dev.parley.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What waits for an answer. In each lane one frame at a time is under way, so that a retry cannot change the order of what was said in
 * one conversation; lanes do not wait for each other.
 */
final class Outbox {

    /** Asked until it is answered. */
    private static final class Question {

        private final String lane;
        private final ObjectNode frame;
        private final CompletableFuture<JsonNode> answer;
        private boolean underWay;
        /** When it was asked, or when it may be asked again. */
        private long since;

        Question(String lane, ObjectNode frame, CompletableFuture<JsonNode> answer) {
            this.lane = lane;
            this.frame = frame;
            this.answer = answer;
            this.since = System.nanoTime();
        }
    }

    private final int capacity;
    private final Map<String, Deque<Question>> lanes = new LinkedHashMap<>();
    private final Map<String, Question> byId = new HashMap<>();
    private long lastId;

    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Completes the answer once there is one, or at once when there is no room. */
    void add(String lane, ObjectNode frame, CompletableFuture<JsonNode> answer) {
        if (byId.size() >= capacity) {
            answer.completeExceptionally(new OutboxFull(capacity));
            return;
        }
        String id = "q" + ++lastId;
        Question question = new Question(lane, frame.put("id", id), answer);
        byId.put(id, question);
        lanes.computeIfAbsent(lane, any -> new ArrayDeque<>()).add(question);
    }

    /** Each is under way from now on. */
    List<ObjectNode> due(long now) {
        List<ObjectNode> due = new ArrayList<>();
        for (Deque<Question> lane : lanes.values()) {
            Question first = lane.getFirst();
            if (!first.underWay && now - first.since >= 0) {
                first.underWay = true;
                first.since = now;
                due.add(first.frame);
            }
        }
        return due;
    }

    /** The connection is gone: nobody knows what was heard on it, so everything is asked again. */
    void unanswered(long now) {
        lanes.values().forEach(lane -> {
            lane.getFirst().underWay = false;
            lane.getFirst().since = now;
        });
    }

    /** False when it is no answer to anything here. */
    boolean answer(JsonNode frame, long now) {
        Question question = byId.get(Frames.text(frame, "id"));
        if (question == null) {
            return false;
        }
        boolean refused = Frames.text(frame, "type").equals("error");
        long retryAfter = frame.path("retryAfterSeconds").asLong(0);
        if (refused && retryAfter > 0) {
            question.underWay = false;
            question.since = now + retryAfter * 1_000_000_000L;
            return true;
        }
        forget(question);
        if (refused) {
            question.answer.completeExceptionally(new Refused(frame));
        } else {
            question.answer.complete(frame);
        }
        return true;
    }

    /** When {@link #due} has something again; null = only after an answer. */
    @Nullable
    Long nextDue() {
        Long next = null;
        for (Deque<Question> lane : lanes.values()) {
            Question first = lane.getFirst();
            if (!first.underWay && (next == null || first.since - next < 0)) {
                next = first.since;
            }
        }
        return next;
    }

    /** Since when the longest has been waiting for its answer; null = none is under way. */
    @Nullable
    Long oldest() {
        Long oldest = null;
        for (Deque<Question> lane : lanes.values()) {
            Question first = lane.getFirst();
            if (first.underWay && (oldest == null || first.since - oldest < 0)) {
                oldest = first.since;
            }
        }
        return oldest;
    }

    void end(Ended why) {
        List<Question> left = List.copyOf(byId.values());
        byId.clear();
        lanes.clear();
        left.forEach(question -> question.answer.completeExceptionally(why));
    }

    private void forget(Question question) {
        byId.remove(Frames.text(question.frame, "id"));
        Deque<Question> lane = lanes.get(question.lane);
        if (lane != null) {
            lane.remove(question);
            if (lane.isEmpty()) {
                lanes.remove(question.lane);
            }
        }
    }
}

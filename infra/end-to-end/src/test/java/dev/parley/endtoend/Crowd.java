package dev.parley.endtoend;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** Several people who talk at the same time. */
final class Crowd {

    private static final int UNANSWERED_AT_ONCE = 32;

    private Crowd() {}

    /** Says {@code count} messages in all, as fast as answers come, and returns the newest one's answer. */
    static Accepted fill(String conversation, int count, LiveConnection... lines) {
        return together(Arrays.stream(lines)
                        .map(line -> (Callable<Accepted>) () -> fill(line, conversation, count / lines.length))
                        .toList())
                .stream()
                .max(Comparator.comparingLong(Accepted::seq))
                .orElseThrow();
    }

    /** Runs all at the same time and waits for all. */
    static <T> List<T> together(List<Callable<T>> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(tasks).stream().map(Crowd::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Accepted fill(LiveConnection line, String conversation, int count) {
        Deque<String> unanswered = new ArrayDeque<>();
        Accepted newest = null;
        for (int said = 0; said < count || !unanswered.isEmpty(); ) {
            if (said < count && unanswered.size() < UNANSWERED_AT_ONCE) {
                said++;
                unanswered.add(line.post(
                        LiveConnection.message("conversation", conversation, Person.random(), "No. " + said)));
            } else {
                newest = JsonMapper.shared()
                        .treeToValue(line.answerTo(unanswered.remove()).json(), Accepted.class);
            }
        }
        return newest;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

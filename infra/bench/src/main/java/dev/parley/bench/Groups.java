package dev.parley.bench;

import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** What a large group costs through the front door, beside a pair: one caller, one call after the other. */
final class Groups {

    private static final int PER_CALL = 500;

    private final GroupOptions options;
    private final PrintStream out;
    private final List<Latency.Summary> found = new ArrayList<>();

    Groups(GroupOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Report run() throws IOException, InterruptedException {
        try (FrontDoor door = FrontDoor.at(options.url())) {
            ParleyClient owner = Person.newcomer(door, "Ana").rest();
            out.printf("Registering whoever is missing of %,d people …%n", options.members());
            List<String> people = Throng.of(options.members() - 1, door, options.people());
            out.println("Measuring …");
            measure(owner, people);
        }
        return new Report(
                "groups",
                Instant.now(),
                String.format("A group of %,d people at %s", options.members(), options.url()),
                Machine.thisOne(),
                found,
                null,
                null);
    }

    private void measure(ParleyClient owner, List<String> people) {
        String pair = owner.createGroup("Pair", people.getFirst()).conversation();
        String[] large = new String[1];
        times("create and fill it, all calls together", 1, i -> large[0] = filled(owner, people));
        String group = large[0];
        times("send a message to a pair", options.times(), i -> owner.say(pair, Person.random(), "hello"));
        times("send a message to it", options.times(), i -> owner.say(group, Person.random(), "hello"));
        get(owner, "first page of 100 members", "/conversations/" + group + "/members?limit=100");
        get(owner, "readers of a message", "/conversations/" + group + "/messages/" + group + ".1/readers?limit=100");
        get(owner, "the group itself", "/conversations/" + group);
        get(owner, "a page of its history", "/conversations/" + group + "/messages?limit=50");
        times("kick a member", options.times(), i -> owner.kick(group, people.get(people.size() - 1 - i)));
        times("add one again", options.times(), i -> owner.add(group, people.get(people.size() - 1 - i)));
        times("disband it", 1, i -> call(owner, "DELETE", "/conversations/" + group));
    }

    private static String filled(ParleyClient owner, List<String> people) {
        int first = Math.min(PER_CALL, people.size());
        String group = owner.createGroup("Large", people.subList(0, first).toArray(String[]::new))
                .conversation();
        for (int from = first; from < people.size(); from += PER_CALL) {
            owner.add(
                    group,
                    people.subList(from, Math.min(people.size(), from + PER_CALL))
                            .toArray(String[]::new));
        }
        return group;
    }

    private void get(ParleyClient owner, String what, String path) {
        times(what, options.times(), i -> call(owner, "GET", path));
    }

    private static void call(ParleyClient owner, String method, String path) {
        owner.call(method, path, Map.of(), null).orRefused();
    }

    private void times(String what, int count, IntConsumer call) {
        Latency latency = new Latency(what);
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            call.accept(i);
            latency.record(System.nanoTime() - begun);
        }
        found.add(latency.summary());
    }
}

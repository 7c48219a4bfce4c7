package dev.parley.projection.runtime;

import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A view of names by key with its progress, and with the troubles that a store can have. */
final class MemoryView implements Projector<String, String>, Entries<String, String>, Progress, Shelf {

    static final String NAME = "names";

    final Map<String, String> entries = new ConcurrentHashMap<>();
    final Map<String, Long> offsets = new ConcurrentHashMap<>();
    final Map<String, Long> versions = new ConcurrentHashMap<>();
    final List<String> steps = new ArrayList<>();
    final AtomicInteger outage = new AtomicInteger();

    Projection<String, String> projection() {
        return new Projection<>(this, this, this);
    }

    @Override
    public Projection<?, ?> generation(int number) {
        return projection();
    }

    @Override
    public int live() {
        return 1;
    }

    @Override
    public void makeLive(int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drop(int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Contents> contents(int number) {
        return List.of();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Source<String, String>> sources() {
        return List.of(Source.inOrder(Topic.PEOPLE_EVENTS, PersonEvent.class, MemoryView::on));
    }

    private static List<Change<String, String>> on(Received<PersonEvent> received) {
        return List.of(Change.put(received.key(), ((PersonRegistered) received.event()).username()));
    }

    @Override
    public Map<String, String> load(Set<String> keys) {
        return Map.of();
    }

    @Override
    public void save(Map<String, String> changed) {
        if (outage.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the store is down");
        }
        if (changed.containsValue("unwritable")) {
            throw new Unwritable("too large");
        }
        entries.putAll(changed);
        steps.add("view");
    }

    @Override
    public Map<String, Long> offsets(Set<String> keys) {
        return of(offsets, keys);
    }

    @Override
    public void saveOffsets(Map<String, Long> moved) {
        offsets.putAll(moved);
        steps.add("offsets");
    }

    @Override
    public Map<String, Long> versions(Set<String> keys) {
        return of(versions, keys);
    }

    @Override
    public void saveVersions(Map<String, Long> applied) {
        versions.putAll(applied);
        steps.add("versions");
    }

    private static Map<String, Long> of(Map<String, Long> all, Set<String> keys) {
        Map<String, Long> some = new HashMap<>(all);
        some.keySet().retainAll(keys);
        return some;
    }
}

package dev.parley.projection.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The applied version per key: those that are not saved yet, and of the others those that were used last. Belongs to one thread, and is
 * thrown away after a failure.
 */
final class AppliedVersions {

    private static final int REMEMBERED = 20_000;

    private final Progress progress;
    private final Map<String, Long> unsaved = new HashMap<>();
    private final Map<String, Long> newest = new LinkedHashMap<>(16, 0.75f, true);

    AppliedVersions(Progress progress) {
        this.progress = progress;
    }

    Map<String, Long> of(Set<String> keys) {
        Map<String, Long> versions = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (String key : keys) {
            Long moved = unsaved.get(key);
            Long version = moved == null ? newest.get(key) : moved;
            if (version == null) {
                unknown.add(key);
            } else {
                versions.put(key, version);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, Long> stored = progress.versions(unknown);
            unknown.forEach(key -> remember(key, stored.getOrDefault(key, Batch.NOTHING)));
            versions.putAll(stored);
        }
        return versions;
    }

    void moved(Map<String, Long> versions) {
        unsaved.putAll(versions);
    }

    int unsaved() {
        return unsaved.size();
    }

    void save() {
        if (!unsaved.isEmpty()) {
            progress.saveVersions(unsaved);
            unsaved.forEach(this::remember);
            unsaved.clear();
        }
    }

    /** What is not saved is as if it had never been. */
    void forgetUnsaved() {
        unsaved.clear();
    }

    private void remember(String key, long version) {
        newest.put(key, version);
        if (newest.size() > REMEMBERED) {
            var oldest = newest.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}

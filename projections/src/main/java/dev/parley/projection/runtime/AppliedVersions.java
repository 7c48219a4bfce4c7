package dev.parley.projection.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The applied version per key, remembered for the keys used last. Belongs to one thread, and is thrown away after a failure. */
final class AppliedVersions {

    private static final int REMEMBERED = 10_000;

    private final Progress progress;
    private final Map<String, Long> newest = new LinkedHashMap<>(16, 0.75f, true);

    AppliedVersions(Progress progress) {
        this.progress = progress;
    }

    Map<String, Long> of(Set<String> keys) {
        Map<String, Long> versions = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (String key : keys) {
            Long version = newest.get(key);
            if (version == null) {
                unknown.add(key);
            } else {
                versions.put(key, version);
            }
        }
        if (!unknown.isEmpty()) {
            versions.putAll(progress.versions(unknown));
        }
        return versions;
    }

    void moved(Map<String, Long> versions) {
        if (versions.isEmpty()) {
            return;
        }
        progress.saveVersions(versions);
        newest.putAll(versions);
        var oldest = newest.keySet().iterator();
        while (newest.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }
}

package dev.parley.projection.runtime;

import java.util.Map;
import java.util.Set;

/**
 * How far one projector has come, kept in the same store as its view so that the two live and die together: the offset it goes on from
 * per partition, and the version it has applied per key.
 */
public interface Progress {

    /** Makes what view and progress are kept in, when the store is empty. Called before everything else and after every failure. */
    default void prepare() {}

    /** By {@link dev.parley.api.projection.ProjectedOffset#key offset key}; absent = start at the beginning. */
    Map<String, Long> offsets(Set<String> keys);

    void saveOffsets(Map<String, Long> offsets);

    /** By key of the events; absent = nothing applied yet. */
    Map<String, Long> versions(Set<String> keys);

    void saveVersions(Map<String, Long> versions);
}

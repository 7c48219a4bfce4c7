package dev.parley.api.projection;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a projector has read one partition of one topic: everything before {@code offset} is in its view. Kept in the view store
 * beside the view, so that the two live and die together: an empty store means starting at the beginning.
 */
public record ProjectedOffset(@JsonProperty("_id") String key, long offset) {

    public static String key(String projector, String topic, int partition) {
        return projector + "/" + topic + "/" + partition;
    }
}

package dev.parley.api.projection;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The newest version of one aggregate that a projector's view in the view store holds, with everything before it. Written after the data:
 * whoever reads this first and the view then finds at least that much in it.
 */
public record AppliedVersion(@JsonProperty("_id") String key, long version) {

    public static String key(String projector, Object aggregate) {
        return projector + "/" + aggregate;
    }
}

package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What newcomers of a group may read of what was said before them. It counts at the moment they join, and stays so for them. */
public enum HistoryForNewcomers {
    @JsonProperty("from-joining")
    FROM_JOINING,
    @JsonProperty("all")
    ALL
}

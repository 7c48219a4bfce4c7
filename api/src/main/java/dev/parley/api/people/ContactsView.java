package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** Everybody with whom somebody has something: friends, open requests, people they have blocked. Bounded by what one may have of each. */
public record ContactsView(@JsonProperty("_id") UserId user, Map<UserId, Contact> contacts) {

    public ContactsView {
        contacts = contacts == null ? Map.of() : Map.copyOf(contacts);
    }
}

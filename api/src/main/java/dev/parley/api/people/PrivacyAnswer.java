package dev.parley.api.people;

import dev.parley.api.people.Privacy.Circle;

/** Whom somebody lets near them, whole; {@code version} is the person's. */
public record PrivacyAnswer(Circle find, Circle write, Circle addToGroups, Circle presence, long version) {

    public static PrivacyAnswer of(Privacy privacy, long version) {
        return new PrivacyAnswer(privacy.find(), privacy.write(), privacy.addToGroups(), privacy.presence(), version);
    }
}

package dev.parley.api.people;

/** Whom somebody lets near them, whole, after what they asked for; {@code version} is the person's. */
public record PrivacyAnswer(Privacy privacy, long version) {}

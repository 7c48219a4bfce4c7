package dev.parley.eventstore;

import org.axonframework.serialization.Revision;

/** Something that happened; {@code key} is by which it is found again. */
@Revision("3")
public record Said(String text, String key) {}

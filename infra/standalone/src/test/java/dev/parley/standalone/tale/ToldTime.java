package dev.parley.standalone.tale;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * A clock for stories that are told at the same time: each has a time of its own, which its commands bring along. Outside of commands it
 * stands still.
 */
final class ToldTime implements InstantSource {

    static final String TOLD_AT = "told-at";
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    static Clock clock() {
        return new ToldTime().withZone(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        Object told = CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().getMessage().getMetaData().get(TOLD_AT)
                : null;
        return told == null ? BEGINNING : Instant.parse(told.toString());
    }
}

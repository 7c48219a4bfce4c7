package dev.parley.auth.session;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.input.Line;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where somebody signs in: named by them, so that they recognise it in a list. */
record Device(DeviceId id, String name, String platform) {

    private static final int MAX_NAME = 64;
    private static final int MAX_PLATFORM = 32;

    /** A device that comes back says its id; without one it is a new device. */
    static Device of(@Nullable Described described) {
        Described device = required("device", described);
        return new Device(
                id(device.id()),
                Line.of("device.name", device.name(), MAX_NAME),
                Line.of("device.platform", device.platform(), MAX_PLATFORM));
    }

    private static DeviceId id(@Nullable String text) {
        try {
            return text == null ? new DeviceId(UUID.randomUUID()) : new DeviceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("device.id", "A device id is a UUID.");
        }
    }

    /** A device as a client describes it. */
    record Described(
            @Nullable String name,
            @Nullable String platform,
            @Nullable String id) {}
}

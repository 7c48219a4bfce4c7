package dev.parley.push.presence;

import dev.parley.api.people.UserId;
import dev.parley.api.presence.DeviceState;
import dev.parley.api.presence.PresenceNews.DeviceChanged;
import dev.parley.api.session.DeviceId;
import dev.parley.push.fanout.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices that this gateway holds, and what the others have not been told of them yet. Whoever reconnects within a few seconds
 * was never away. Not for several threads.
 */
final class Devices {

    private record Key(UserId user, DeviceId device) {}

    private static final class Held {
        private @Nullable Subscriber connection;
        private DeviceState wanted = DeviceState.ONLINE;
        private Instant since;
        private @Nullable DeviceState told;

        private Held(Instant since) {
            this.since = since;
        }
    }

    private final String self;
    private final Duration linger;
    private final Map<Key, Held> held = new LinkedHashMap<>();
    /** What has to be looked at. */
    private final Map<Key, Held> restless = new LinkedHashMap<>();

    Devices(String self, Duration linger) {
        this.self = self;
        this.linger = linger;
    }

    void opened(Subscriber connection, Instant now) {
        Held device = held.computeIfAbsent(key(connection), key -> new Held(now));
        device.connection = connection;
        want(key(connection), device, DeviceState.ONLINE, now);
    }

    void says(Subscriber connection, DeviceState state, Instant now) {
        Held device = held.get(key(connection));
        if (device != null && connection.equals(device.connection)) {
            want(key(connection), device, state, now);
        }
    }

    /** Not when another connection of the same device has taken over. */
    void closed(Subscriber connection, Instant now) {
        Held device = held.get(key(connection));
        if (device != null && connection.equals(device.connection)) {
            device.connection = null;
            want(key(connection), device, DeviceState.OFFLINE, now);
        }
    }

    /** Somebody else told otherwise of a device that is here. */
    void contradicted(DeviceChanged news) {
        Key key = new Key(news.user(), news.device());
        Held device = held.get(key);
        if (device != null && device.connection != null) {
            device.told = null;
            restless.put(key, device);
        }
    }

    /** What the others should be told now, at most so many. */
    List<DeviceChanged> due(Instant now, int most) {
        List<DeviceChanged> due = new ArrayList<>();
        for (Map.Entry<Key, Held> entry : List.copyOf(restless.entrySet())) {
            Key key = entry.getKey();
            Held device = entry.getValue();
            if (due.size() == most) {
                break;
            }
            if (device.wanted == DeviceState.OFFLINE
                    && device.since.plus(linger).isAfter(now)) {
                continue;
            }
            restless.remove(key);
            if (device.wanted == DeviceState.OFFLINE) {
                held.remove(key);
            }
            if (device.wanted != device.told && !(device.told == null && device.wanted == DeviceState.OFFLINE)) {
                device.told = device.wanted;
                due.add(new DeviceChanged(key.user(), key.device(), self, device.wanted, device.since));
            }
        }
        return due;
    }

    /** They were not told after all. */
    void untold(DeviceChanged news) {
        Key key = new Key(news.user(), news.device());
        Held device = held.get(key);
        if (device != null) {
            device.told = null;
            restless.put(key, device);
        } else if (news.state() == DeviceState.OFFLINE) {
            Held gone = new Held(news.at());
            gone.wanted = DeviceState.OFFLINE;
            gone.told = DeviceState.ONLINE;
            held.put(key, gone);
            restless.put(key, gone);
        }
    }

    private void want(Key key, Held device, DeviceState state, Instant now) {
        if (device.wanted != state || device.told == null) {
            device.wanted = state;
            device.since = now;
            restless.put(key, device);
        }
    }

    private static Key key(Subscriber connection) {
        return new Key(connection.user(), connection.device());
    }
}

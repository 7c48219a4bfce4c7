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
        /** The others were told of its newest connection. */
        private boolean announced;
        /** Announcements that have not come back on the topic, which alone says what came before what. */
        private int onTheWay;

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
        device.announced = false;
        restless.put(key(connection), device);
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

    /** Returns the connection that is over because the device has a newer one elsewhere; null = none. */
    @Nullable
    Subscriber heard(DeviceChanged news) {
        Key key = new Key(news.user(), news.device());
        Held device = held.get(key);
        if (device == null || device.connection == null) {
            return null;
        }
        if (news.gateway().equals(self)) {
            device.onTheWay = Math.max(0, device.onTheWay - (news.connected() ? 1 : 0));
            return null;
        }
        if (news.connected()) {
            return device.announced && device.onTheWay == 0 ? device.connection : null;
        }
        device.told = null; // somebody tells otherwise of a device that is here
        restless.put(key, device);
        return null;
    }

    /** The topic is read from its beginning once more, so older news will be taken for newer ones; whoever is here is told of anew. */
    void readAgain() {
        held.forEach((key, device) -> {
            device.announced = false;
            device.onTheWay = 0;
            restless.put(key, device);
        });
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
            boolean connected = device.wanted != DeviceState.OFFLINE && !device.announced;
            boolean changed =
                    device.wanted != device.told && !(device.told == null && device.wanted == DeviceState.OFFLINE);
            if (connected || changed) {
                device.told = device.wanted;
                device.announced |= connected;
                device.onTheWay += connected ? 1 : 0;
                due.add(new DeviceChanged(key.user(), key.device(), self, device.wanted, connected, device.since));
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
            device.announced &= !news.connected();
            device.onTheWay = Math.max(0, device.onTheWay - (news.connected() ? 1 : 0));
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

package dev.parley.push.presence;

import dev.parley.api.people.UserId;
import dev.parley.api.presence.DeviceState;
import dev.parley.api.presence.PresenceNews.DeviceChanged;
import dev.parley.api.presence.PresenceNews.GatewayAlive;
import dev.parley.api.session.DeviceId;
import dev.parley.push.frame.ServerFrame.Presence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, as told by all gateways. Of those who are not, the most recent are remembered with the time when they were last seen.
 * Not for several threads.
 */
final class PresenceBook {

    private static final int MAX_GONE = 100_000;

    private record Device(String gateway, DeviceState state, Instant at) {}

    private final String self;
    private final Map<UserId, Map<DeviceId, Device>> here = new HashMap<>();
    private final Map<String, GatewayAlive> leases = new HashMap<>();
    private final Map<UserId, Instant> gone = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Instant> eldest) {
            return size() > MAX_GONE;
        }
    };

    /** @param self this gateway, which needs no lease to know that it lives */
    PresenceBook(String self) {
        this.self = self;
    }

    /** A gateway that left and took nobody over must not undo what the next one said of the same device. */
    void changed(DeviceChanged news) {
        Map<DeviceId, Device> devices = here.computeIfAbsent(news.user(), user -> new HashMap<>(2));
        if (news.state() == DeviceState.OFFLINE) {
            Device known = devices.get(news.device());
            if (known == null || known.gateway().equals(news.gateway())) {
                devices.remove(news.device());
                seen(news.user(), news.at());
            }
        } else {
            devices.put(news.device(), new Device(news.gateway(), news.state(), news.at()));
        }
        if (devices.isEmpty()) {
            here.remove(news.user());
        }
    }

    /** Whom it may concern: those who were waiting for a sign of life of their gateway. */
    Set<UserId> alive(GatewayAlive news, Instant now) {
        GatewayAlive before = leases.put(news.gateway(), news);
        return before == null || before.until().isBefore(now) ? heldBy(news.gateway()) : Set.of();
    }

    /** Forgets whom only gateways held that are gone. Returns them. */
    Set<UserId> expire(Instant now) {
        Set<UserId> concerned = new HashSet<>();
        leases.entrySet().removeIf(lease -> {
            boolean over =
                    lease.getValue().until().isBefore(now) && !lease.getKey().equals(self);
            if (over) {
                for (UserId user : heldBy(lease.getKey())) {
                    lose(user, lease.getKey(), lease.getValue().at());
                    concerned.add(user);
                }
            }
            return over;
        });
        return concerned;
    }

    /** Which gateway holds the device; null when none does. */
    @Nullable
    String holder(UserId user, DeviceId device) {
        Device known = here.getOrDefault(user, Map.of()).get(device);
        return known == null ? null : known.gateway();
    }

    Presence of(UserId user) {
        int devices = 0;
        boolean online = false;
        Instant away = null;
        for (Device device : here.getOrDefault(user, Map.of()).values()) {
            if (lives(device.gateway())) {
                devices++;
                online |= device.state() == DeviceState.ONLINE;
                away = later(away, device.at());
            }
        }
        if (devices > 0) {
            return new Presence(
                    user, online ? Presence.State.ONLINE : Presence.State.AWAY, online ? null : away, devices);
        }
        return new Presence(user, Presence.State.OFFLINE, gone.get(user), 0);
    }

    private boolean lives(String gateway) {
        return gateway.equals(self) || leases.containsKey(gateway);
    }

    private Set<UserId> heldBy(String gateway) {
        Set<UserId> held = new HashSet<>();
        here.forEach((user, devices) -> {
            if (devices.values().stream().anyMatch(device -> device.gateway().equals(gateway))) {
                held.add(user);
            }
        });
        return held;
    }

    private void lose(UserId user, String gateway, Instant at) {
        Map<DeviceId, Device> devices = here.getOrDefault(user, Map.of());
        devices.values().removeIf(device -> device.gateway().equals(gateway));
        seen(user, at);
        if (devices.isEmpty()) {
            here.remove(user);
        }
    }

    private void seen(UserId user, Instant at) {
        gone.merge(user, at, PresenceBook::later);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}

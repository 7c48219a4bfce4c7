package dev.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * What gateways tell each other. A device counts as long as the gateway that holds it says that it lives, so that those whose gateway
 * was killed do not stay online for ever, and nobody has to repeat what has not changed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PresenceNews.DeviceChanged.class, name = "DeviceChanged"),
    @JsonSubTypes.Type(value = PresenceNews.GatewayAlive.class, name = "GatewayAlive")
})
public sealed interface PresenceNews {

    /** The key on the compacted topic. */
    String key();

    Instant at();

    /**
     * A device came, went, or its person looked away. {@code gateway} holds it, or held it last; {@code connected} when it tells of a new
     * connection, so that an older one elsewhere is over.
     */
    @Revision("1")
    record DeviceChanged(UserId user, DeviceId device, String gateway, DeviceState state, boolean connected, Instant at)
            implements PresenceNews {

        @Override
        public String key() {
            return "device:" + user + ":" + device;
        }
    }

    /** A gateway lives, until {@code until} if nothing more is heard of it. One that stops says that it is over. */
    @Revision("1")
    record GatewayAlive(String gateway, Instant until, Instant at) implements PresenceNews {

        @Override
        public String key() {
            return "gateway:" + gateway;
        }
    }
}

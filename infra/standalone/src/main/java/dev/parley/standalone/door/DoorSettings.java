package dev.parley.standalone.door;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the door lets in.
 *
 * @param connectionsPerAddress how many connections one IPv4 address, or one IPv6 network of 64 bits, may have at a time
 * @param trustedAddresses addresses and networks that may have any number: this machine, and proxies, behind which there are many people
 */
@ConfigurationProperties("parley.door")
record DoorSettings(
        @DefaultValue("1000") int connectionsPerAddress,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trustedAddresses) {

    DoorSettings {
        if (connectionsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "parley.door.connections-per-address is at least 1, not " + connectionsPerAddress + ".");
        }
        trustedAddresses = List.copyOf(trustedAddresses);
    }
}

package dev.parley.edge.line;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request may take to come in, and how many connections it may come on.
 *
 * @param headersWithin from its first byte to the end of its headers
 * @param bodyWithin from there to its end
 * @param connectionsPerAddress how many connections one IPv4 address, or one IPv6 network of 64 bits, may have at a time
 * @param trustedAddresses addresses and networks that may have any number: this machine, and proxies, behind which there are many people
 */
@ConfigurationProperties("parley.line")
record LineSettings(
        @DefaultValue("10s") Duration headersWithin,
        @DefaultValue("30s") Duration bodyWithin,
        @DefaultValue("1000") int connectionsPerAddress,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trustedAddresses) {

    LineSettings {
        if (connectionsPerAddress < 1) {
            throw new IllegalArgumentException(
                    "parley.line.connections-per-address is at least 1, not " + connectionsPerAddress + ".");
        }
        trustedAddresses = List.copyOf(trustedAddresses);
    }

    /** @throws IllegalArgumentException when one of them is neither an address nor a network */
    List<IpSubnetFilterRule> trusted() {
        return trustedAddresses.stream().map(LineSettings::network).toList();
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.split("/", -1);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int bits = parts.length == 1 ? Byte.SIZE * address.getAddress().length : Integer.parseInt(parts[1]);
            if (parts.length <= 2) {
                return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(complaint(text), unreadable);
        }
        throw new IllegalArgumentException(complaint(text));
    }

    private static String complaint(String text) {
        return "parley.line.trusted-addresses: \"" + text
                + "\" is neither an address nor a network such as 10.0.0.0/8 or 2001:db8::/32.";
    }
}

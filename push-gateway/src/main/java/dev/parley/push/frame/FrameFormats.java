package dev.parley.push.frame;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sub-protocols that we speak. */
@Component
public final class FrameFormats {

    private final FrameCodec json;
    private final ProtoCodec protobuf;

    FrameFormats(FrameCodec json, ProtoCodec protobuf) {
        this.json = json;
        this.protobuf = protobuf;
    }

    /** What speaks this; JSON for whoever asks for nothing, null for what we do not speak. */
    public @Nullable FrameFormat named(@Nullable String protocol) {
        return switch (protocol) {
            case null -> json;
            case FrameCodec.PROTOCOL -> json;
            case ProtoCodec.PROTOCOL -> protobuf;
            default -> null;
        };
    }

    /** For saying no to whoever speaks something else. */
    public FrameFormat fallback() {
        return json;
    }

    /** The first of ours among those asked for, else the first; null when none is asked for. */
    public static @Nullable String agreed(Collection<String> asked) {
        List<String> protocols = asked.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .toList();
        return protocols.stream()
                .filter(List.of(FrameCodec.PROTOCOL, ProtoCodec.PROTOCOL)::contains)
                .findFirst()
                .orElse(protocols.isEmpty() ? null : protocols.getFirst());
    }
}

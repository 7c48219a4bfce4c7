package dev.parley.push.connection;

import dev.parley.push.frame.FrameFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several frames as one message. Remembers the last, for in a wave thousands are told the same. For one event loop. */
final class Joint {

    private @Nullable FrameFormat format;
    private List<byte[]> frames = List.of();
    private byte[] message = {};

    byte[] of(FrameFormat wanted, List<byte[]> together) {
        if (!wanted.equals(format) || !same(together)) {
            message = wanted.together(together);
            frames = List.copyOf(together);
            format = wanted;
        }
        return message;
    }

    /** The very same frames: each is encoded once for all who are told of it. */
    @SuppressWarnings("ReferenceEquality") // cheaper than to compare them, and never wrong
    private boolean same(List<byte[]> together) {
        if (together.size() != frames.size()) {
            return false;
        }
        for (int i = 0; i < frames.size(); i++) {
            if (together.get(i) != frames.get(i)) {
                return false;
            }
        }
        return true;
    }
}

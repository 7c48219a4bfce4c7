package dev.parley.standalone.door;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import java.io.ByteArrayOutputStream;

/** A body that comes in piece by piece. What is too much is thrown away for a while: a refusal in its midst would not be heard. */
final class Upload {

    private static final int MAX = 64 * 1024;
    private static final int BEARABLE = 2 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private int length;

    /** @throws QueryRefused TOO_LARGE when there is no end of it */
    void add(byte[] piece) {
        length += piece.length;
        if (length <= MAX) {
            kept.writeBytes(piece);
        } else if (length > BEARABLE) {
            throw tooLarge();
        }
    }

    /** @throws QueryRefused TOO_LARGE */
    byte[] whole() {
        if (length > MAX) {
            throw tooLarge();
        }
        return kept.toByteArray();
    }

    private static QueryRefused tooLarge() {
        return new QueryRefused(Reason.TOO_LARGE, "The body is larger than " + MAX / 1024 + " KiB.");
    }
}

package dev.parley.auth.session;

import dev.parley.api.session.Revocation;
import java.util.List;

/** Where resource servers hear of revocations. */
public interface RevocationTopic extends AutoCloseable {

    /** Whether there is any point in asking yet. */
    boolean isThere();

    /** Returns when all of them are safe there; throws when some may not be. In this order, and perhaps not for the first time. */
    void publish(List<Revocation> revocations);

    @Override
    default void close() {}
}

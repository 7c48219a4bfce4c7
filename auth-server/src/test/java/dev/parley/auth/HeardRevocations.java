package dev.parley.auth;

import dev.parley.api.session.Revocation;
import dev.parley.auth.session.RevocationTopic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A topic that remembers what it was told, and that can be down. */
public final class HeardRevocations implements RevocationTopic {

    private final List<Revocation> heard = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    public void goesDown() {
        down = true;
    }

    public void comesBack() {
        down = false;
    }

    public <T extends Revocation> List<T> of(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void publish(List<Revocation> revocations) {
        if (down) {
            throw new IllegalStateException("The topic is down.");
        }
        heard.addAll(revocations);
    }
}

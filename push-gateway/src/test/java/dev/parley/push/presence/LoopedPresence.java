package dev.parley.push.presence;

import dev.parley.api.presence.PresenceNews;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The topic of presence without Kafka: what is told is heard at once. */
@Primary
@Component
public final class LoopedPresence implements PresenceLog {

    private final List<PresenceNews> told = new CopyOnWriteArrayList<>();
    private final ObjectProvider<Presences> presences;

    LoopedPresence(ObjectProvider<Presences> presences) {
        this.presences = presences;
    }

    @Override
    public CompletableFuture<Void> append(PresenceNews news) {
        told.add(news);
        presences.getObject().heard(List.of(news)).subscribe();
        return CompletableFuture.completedFuture(null);
    }

    public List<PresenceNews> told() {
        return told;
    }
}

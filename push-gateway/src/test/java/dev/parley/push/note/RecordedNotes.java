package dev.parley.push.note;

import dev.parley.api.note.NoteTaken;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The topic of notes without Kafka. */
@Primary
@Component
public final class RecordedNotes implements NoteLog {

    private final List<NoteTaken> kept = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> append(NoteTaken taken) {
        return Mono.fromRunnable(() -> kept.add(taken));
    }

    public List<NoteTaken> all() {
        return kept;
    }
}

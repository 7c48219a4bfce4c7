package dev.parley.push.note;

import dev.parley.api.note.NoteTaken;
import reactor.core.publisher.Mono;

/** The compacted topic of notes, as it is written to. */
public interface NoteLog {

    /** Completes once it is kept for good. */
    Mono<Void> append(NoteTaken taken);
}

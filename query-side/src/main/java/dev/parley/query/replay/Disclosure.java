package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import java.util.UUID;

/** How much of an event its reader sees. */
public sealed interface Disclosure permits Unmasked, Masked {

    /** The event as its reader sees it. */
    ArchivedEvent show(ArchivedEvent event);

    /** The id of an aggregate as its reader sees it. */
    String aggregate(ArchivedEvent event);

    /** Whether it names that person, by the id that its reader knows them by. */
    boolean names(UUID person, ArchivedEvent event);

    /** Whether ids are as they are in the store. */
    boolean showsIds();

    /** Everything. */
    static Disclosure whole() {
        return new Unmasked();
    }

    /** What happened, and when, and to how many; not to whom, and not what was said. */
    static Disclosure masked(Pseudonyms pseudonyms) {
        return new Masked(pseudonyms);
    }
}

package dev.parley.command.store;

import dev.parley.api.replay.ArchivedEvent;
import dev.parley.api.replay.EventArchive;
import dev.parley.api.wire.Upcasts;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.PositionedEvent;
import dev.parley.eventstore.rocks.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The archive that an {@link EventLog} is. Bodies go on as they lie there, unless they are of an older revision. */
public final class LogArchive implements EventArchive {

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final EventLog log;
    private final JsonMapper json = JsonMapper.shared();

    /** As many as there are types of events. */
    private final Map<String, String> simpleNames = new ConcurrentHashMap<>();

    public LogArchive(EventLog log) {
        this.log = log;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public long positionBefore(Instant time) {
        return log.positionBefore(time);
    }

    @Override
    public List<ArchivedEvent> after(long position, int max) {
        List<ArchivedEvent> events = new ArrayList<>(max);
        long next = position;
        for (StoredEvent event : log.passingThrough(position, max)) {
            events.add(archived(++next, event));
        }
        return events;
    }

    @Override
    public List<ArchivedEvent> of(String aggregate, long version) {
        return log.history(aggregate, version).stream().map(this::archived).toList();
    }

    private ArchivedEvent archived(PositionedEvent positioned) {
        return archived(positioned.position(), positioned.event());
    }

    private ArchivedEvent archived(long position, StoredEvent event) {
        String type = simpleNames.computeIfAbsent(event.payloadType(), LogArchive::simpleName);
        String revision = event.revision() == null ? "1" : event.revision();
        boolean old = Upcasts.concerns(type, revision);
        return new ArchivedEvent(
                position,
                event.appended(),
                type,
                old ? Upcasts.newestRevision(type, revision) : revision,
                event.aggregate(),
                event.sequence(),
                event.id(),
                event.metadata(),
                old
                        ? json.writeValueAsBytes(
                                Upcasts.newest(type, revision, json.readValue(event.payload(), FIELDS)))
                        : event.payload());
    }

    /** {@code MessageSent} of {@code dev.parley.api.conversation.ConversationEvent$MessageSent}. */
    private static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('$'), type.lastIndexOf('.')) + 1);
    }
}

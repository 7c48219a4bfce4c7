package dev.parley.bench.fault;

import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.bench.fault.Ledger.Last;
import dev.parley.bench.fault.Said.Talker;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks a store in order and compares it with what was acknowledged. It remembers where it was, so that each event is looked at once;
 * a new inspection looks at everything.
 */
final class Inspection {

    private static final int PAGE = 1_000;
    private static final int MOST_FINDINGS = 20;

    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Map<Talker, Last> stored = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long position;

    /** What is wrong, a sentence each; nothing when all is well. Of many findings only the first. */
    List<String> of(EventLog log, Ledger ledger) {
        findings.clear();
        try {
            while (position < log.head()) {
                for (StoredEvent event : log.after(position, PAGE)) {
                    position++;
                    look(event, ledger);
                }
            }
        } catch (DamagedStore e) {
            find(String.valueOf(e.getMessage()));
        }
        compare(ledger);
        return List.copyOf(findings);
    }

    long position() {
        return position;
    }

    private void look(StoredEvent event, Ledger ledger) {
        long expected = sequences.getOrDefault(event.aggregate(), -1L) + 1;
        if (event.sequence() != expected) {
            find("Position " + position + " is event " + event.sequence() + " of " + event.aggregate() + " instead of "
                    + expected);
        }
        sequences.put(event.aggregate(), event.sequence());
        if (event.payloadType().equals(MessageSent.class.getName())) {
            look(JsonMapper.shared().readTree(event.payload()), ledger);
        }
    }

    private void look(JsonNode message, Ledger ledger) {
        String conversation = message.path("conversation").asString();
        long seq = message.path("seq").asLong();
        long expected = seqs.getOrDefault(conversation, 0L) + 1;
        if (seq != expected) {
            find("Position " + position + " is message " + seq + " of " + conversation + " instead of " + expected);
        }
        seqs.put(conversation, seq);
        Said said = Said.of(message.path("clientId").asString());
        int before = stored.getOrDefault(said.talker(), Last.NONE).number();
        if (said.number() <= before) {
            find("Message " + said.clientId() + " is stored twice, again at position " + position);
        } else if (said.number() > before + 1) {
            find("Message " + said.clientId() + " at position " + position + " comes after number " + before);
        }
        stored.merge(said.talker(), Last.NONE.then(said.number(), seq), (last, next) -> last.then(next.number(), seq));
        Long acknowledged = ledger.unchecked().remove(said);
        if (acknowledged != null && acknowledged != seq) {
            find("Message " + said.clientId() + " was acknowledged as seq " + acknowledged + " and is seq " + seq);
        }
    }

    private void compare(Ledger ledger) {
        ledger.unchecked().forEach((said, seq) -> {
            Last found = stored.getOrDefault(said.talker(), Last.NONE);
            if (found.number() == said.number()
                    && found.seq() != seq) { // stored in one round, acknowledged in a later one
                find("Message " + said.clientId() + " was acknowledged as seq " + seq + " and is seq " + found.seq());
            }
        });
        ledger.unchecked().clear();
        ledger.last().forEach((talker, last) -> {
            int found = stored.getOrDefault(talker, Last.NONE).number();
            if (found < last.number()) {
                find("Message " + new Said(talker, last.number()).clientId() + " was acknowledged and is lost");
            } else if (found > last.number() + 1) {
                find("Message " + new Said(talker, found).clientId() + " is stored and was never sent");
            }
        });
        findings.addAll(ledger.takeSurprises());
    }

    private void find(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}

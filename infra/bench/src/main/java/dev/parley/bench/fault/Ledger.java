package dev.parley.bench.fault;

import dev.parley.bench.fault.Said.Talker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was acknowledged, as somebody outside heard it. Every talker has one message at a time, so its last one says it all. */
final class Ledger {

    /** Zeroes = nothing was acknowledged yet. */
    record Last(int number, long seq, long seqBefore) {

        static final Last NONE = new Last(0, 0, 0);

        Last then(int next, long nextSeq) {
            return new Last(next, nextSeq, seq);
        }
    }

    private final Map<Talker, Last> last = new LinkedHashMap<>();
    private final Map<Said, Long> unchecked = new LinkedHashMap<>();
    private final List<String> surprises = new ArrayList<>();
    private long acknowledged;
    private long repeated;

    void expect(int round, int talkers) {
        for (int sender = 0; sender < talkers; sender++) {
            last.put(new Talker(round, sender), Last.NONE);
        }
    }

    void acknowledged(Said said, long seq) {
        Last before = last.getOrDefault(said.talker(), Last.NONE);
        if (said.number() == before.number()) {
            expectSame(said, before.seq(), seq);
        } else if (said.number()
                == before.number() - 1) { // the last two are sent again together and may be answered in any order
            expectSame(said, before.seqBefore(), seq);
        } else {
            if (said.number() != before.number() + 1) {
                surprises.add("Message " + said.clientId() + " was acknowledged after number " + before.number());
            }
            acknowledged++;
            last.put(said.talker(), before.then(said.number(), seq));
            unchecked.put(said, seq);
        }
    }

    private void expectSame(Said said, long before, long seq) {
        repeated++;
        if (seq != before) {
            surprises.add("Message " + said.clientId() + " was seq " + before + " and, sent again, is seq " + seq);
        }
    }

    void refused(String line) {
        surprises.add("Refused: " + line);
    }

    /** What of those rounds may or may not have been stored, and, before it, what certainly was: to be sent again. */
    List<Said> inDoubtSince(int round) {
        List<Said> inDoubt = new ArrayList<>();
        last.forEach((talker, said) -> {
            if (talker.round() >= round) {
                if (said.number() > 0) {
                    inDoubt.add(new Said(talker, said.number()));
                }
                inDoubt.add(new Said(talker, said.number() + 1));
            }
        });
        return inDoubt;
    }

    Map<Talker, Last> last() {
        return last;
    }

    /** The acknowledgements that no check has seen yet; the check takes out what it finds. */
    Map<Said, Long> unchecked() {
        return unchecked;
    }

    /** What came back and should not have; each is told once. */
    List<String> takeSurprises() {
        List<String> taken = List.copyOf(surprises);
        surprises.clear();
        return taken;
    }

    /** Messages that were acknowledged, each counted once. */
    long acknowledged() {
        return acknowledged;
    }

    /** Acknowledgements of messages that had been acknowledged before. */
    long repeated() {
        return repeated;
    }
}

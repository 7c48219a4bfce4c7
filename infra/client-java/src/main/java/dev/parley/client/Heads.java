package dev.parley.client;

import dev.parley.client.Head.Standing;
import dev.parley.client.Incoming.Event;
import dev.parley.client.Incoming.Reset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far this device is in each conversation, and what follows from that: what it has already, what comes next, and whether
 * something is missing. An event that does not come next lies aside until what is before it has come. Versions may be left out in one
 * case: when somebody is let in again, they see nothing of what was in between.
 */
final class Heads {

    /**
     * Taken, with the head that it makes.
     *
     * @param before the head that it replaces; null = the conversation was not known
     */
    record Taken(
            Incoming what,
            String conversation,
            Head head,
            @Nullable Head before) {}

    private static final int MOST_ASIDE = 10_000;

    private final Map<String, Head> heads;
    private final Map<String, NavigableMap<Long, Event>> aside = new HashMap<>();
    private String me = "";
    private int lyingAside;

    Heads(Map<String, Head> heads) {
        this.heads = new HashMap<>(heads);
    }

    /** A new connection, of this person: what lay aside comes again. */
    void begin(String user) {
        me = user;
        forgetAside();
    }

    /** What can be delivered now; empty when the event is here already, or comes too early. */
    List<Taken> offer(Event event) {
        Head head = heads.get(event.conversation());
        if (head != null && event.version() <= head.version()) {
            return List.of();
        }
        if (!comesNext(event)) {
            if (aside.computeIfAbsent(event.conversation(), any -> new TreeMap<>())
                            .put(event.version(), event)
                    == null) {
                lyingAside++;
            }
            return List.of();
        }
        List<Taken> taken = new ArrayList<>(List.of(take(event)));
        taken.addAll(release(event.conversation(), this::comesNext));
        return taken;
    }

    /** The server has sent everything: where versions are left out before one is let in, nothing more will come of them. */
    List<Taken> caughtUp() {
        List<Taken> taken = new ArrayList<>();
        for (String conversation : List.copyOf(aside.keySet())) {
            taken.addAll(release(conversation, event -> comesNext(event) || letsMeIn(event)));
        }
        return taken;
    }

    /** The conversation goes on behind this version, which may even be an earlier one than that here. */
    List<Taken> reset(Reset reset) {
        String conversation = reset.conversation();
        Head head = new Head(reset.version(), Standing.UNKNOWN);
        List<Taken> taken = new ArrayList<>();
        taken.add(new Taken(reset, conversation, head, heads.put(conversation, head)));
        NavigableMap<Long, Event> early = aside.get(conversation);
        if (early != null) {
            lyingAside -= early.size();
            early.headMap(reset.version(), true).clear();
            lyingAside += early.size();
            taken.addAll(release(conversation, this::comesNext));
        }
        return taken;
    }

    /** As if it had not been taken; the newest first. */
    void undo(Taken taken) {
        if (taken.before() == null) {
            heads.remove(taken.conversation());
        } else {
            heads.put(taken.conversation(), taken.before());
        }
    }

    boolean misses() {
        return lyingAside > 0;
    }

    /** More lies aside than an honest server would make it. */
    boolean tooMuchAside() {
        return lyingAside > MOST_ASIDE;
    }

    Map<String, Long> versions() {
        return heads.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, head -> head.getValue().version()));
    }

    /** Whether the server's sum of what one should have is the sum of what is here. */
    boolean agree(long count, String digest) {
        if (digest.equals(digest(head -> head.standing() != Standing.GONE))
                && count == count(head -> head.standing() != Standing.GONE)) {
            return true;
        }
        // A conversation that was reloaded may be one that this person has left.
        if (digest.equals(digest(head -> head.standing() == Standing.MEMBER))
                && count == count(head -> head.standing() == Standing.MEMBER)) {
            heads.replaceAll((conversation, head) ->
                    head.standing() == Standing.UNKNOWN ? new Head(head.version(), Standing.GONE) : head);
            return true;
        }
        return false;
    }

    private boolean comesNext(Event event) {
        Head head = heads.get(event.conversation());
        return head == null ? event.version() == 0 || letsMeIn(event) : event.version() == head.version() + 1;
    }

    private List<Taken> release(String conversation, Predicate<Event> free) {
        NavigableMap<Long, Event> early = aside.get(conversation);
        List<Taken> taken = new ArrayList<>();
        while (early != null && !early.isEmpty() && free.test(early.firstEntry().getValue())) {
            taken.add(take(early.pollFirstEntry().getValue()));
            lyingAside--;
        }
        if (early != null && early.isEmpty()) {
            aside.remove(conversation);
        }
        return taken;
    }

    private void forgetAside() {
        aside.clear();
        lyingAside = 0;
    }

    private Taken take(Event event) {
        Head head = new Head(event.version(), standing(event));
        return new Taken(event, event.conversation(), head, heads.put(event.conversation(), head));
    }

    /** Whoever gets an event is a member, unless it says that this is over. */
    private Standing standing(Event event) {
        boolean over = switch (event.name()) {
            case "MemberKicked" -> Frames.text(event.data(), "member").equals(me);
            case "MemberLeft" -> Frames.text(event.data(), "by").equals(me);
            case "GroupDisbanded" -> true;
            default -> false;
        };
        return over ? Standing.GONE : Standing.MEMBER;
    }

    private boolean letsMeIn(Event event) {
        return event.name().equals("MembersAdded")
                && event.data()
                        .path("members")
                        .valueStream()
                        .map(JsonNode::asString)
                        .anyMatch(me::equals);
    }

    private long count(Predicate<Head> which) {
        return heads.values().stream().filter(which).count();
    }

    /** The first 8 bytes of SHA-256 over {@code conversation:version}, all of them combined by XOR. */
    private String digest(Predicate<Head> which) {
        MessageDigest sha256 = sha256();
        long digest = 0;
        for (Map.Entry<String, Head> each : heads.entrySet()) {
            if (which.test(each.getValue())) {
                String head = each.getKey() + ":" + each.getValue().version();
                digest ^= ByteBuffer.wrap(sha256.digest(head.getBytes(StandardCharsets.UTF_8)))
                        .getLong();
            }
        }
        return HexFormat.of().toHexDigits(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

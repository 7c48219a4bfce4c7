package dev.parley.push.resume;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.push.tail.MembershipChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The truth that a simulation compares with: conversations and everything that happened in them, on a topic of partitions. */
final class World {

    static final int PARTITIONS = 3;

    /** One record of the topic. */
    record Happened(
            int partition,
            long offset,
            ConversationId conversation,
            long version,
            @Nullable MembershipChange change) {}

    private static final class Conversation {
        final ConversationId id;
        final int partition;
        final Set<UserId> members = new HashSet<>();
        final List<Happened> events = new ArrayList<>();
        boolean over;

        Conversation(ConversationId id, int partition) {
            this.id = id;
            this.partition = partition;
        }
    }

    private final Random random;
    private final List<UserId> people = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();
    private final Map<ConversationId, Conversation> byId = new LinkedHashMap<>();
    private final List<List<Happened>> topic = new ArrayList<>();
    private final long[] ends = new long[PARTITIONS];

    World(Random random, int people) {
        this.random = random;
        for (int person = 0; person < people; person++) {
            this.people.add(new UserId(new UUID(7, person)));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            topic.add(new ArrayList<>());
        }
    }

    UserId anybody() {
        return people.get(random.nextInt(people.size()));
    }

    long end(int partition) {
        return ends[partition];
    }

    /** The records of a partition between two offsets. */
    List<Happened> between(int partition, long from, long to) {
        return topic.get(partition).stream()
                .filter(event -> event.offset() >= from && event.offset() < to)
                .toList();
    }

    List<ConversationId> conversations() {
        return conversations.stream().map(conversation -> conversation.id).toList();
    }

    int partition(ConversationId conversation) {
        return byId.get(conversation).partition;
    }

    long version(ConversationId conversation) {
        return byId.get(conversation).events.getLast().version();
    }

    List<Happened> events(ConversationId conversation) {
        return byId.get(conversation).events;
    }

    /** Everybody's memberships after these records; records of before that come again change nothing. */
    static Map<ConversationId, Membership> memberships(UserId user, List<Happened> records) {
        Map<ConversationId, Membership> memberships = new HashMap<>();
        for (Happened event : records) {
            Membership before = memberships.get(event.conversation());
            switch (event.change()) {
                case null -> {}
                case MembershipChange.Joined joined -> {
                    if (joined.members().contains(user)) {
                        memberships.put(
                                event.conversation(),
                                before == null
                                        ? Membership.from(event.version(), 0)
                                        : before.joined(event.version(), 0));
                    }
                }
                case MembershipChange.Disbanded disbanded -> {
                    if (before != null) {
                        memberships.put(event.conversation(), before.ended(event.version(), 0));
                    }
                }
                case MembershipChange.Ended ended -> {
                    if (ended.member().equals(user) && before != null) {
                        memberships.put(event.conversation(), before.ended(event.version(), 0));
                    }
                }
            }
        }
        return memberships;
    }

    Map<ConversationId, Membership> truth(UserId user) {
        List<Happened> all = new ArrayList<>();
        conversations.forEach(conversation -> all.addAll(conversation.events));
        return memberships(user, all);
    }

    void somethingHappens() {
        if (conversations.isEmpty() || (random.nextInt(25) == 0 && conversations.size() < 8)) {
            begin();
            return;
        }
        Conversation conversation = conversations.get(random.nextInt(conversations.size()));
        if (conversation.over) {
            return;
        }
        int dice = random.nextInt(20);
        if (dice == 0) {
            publishAgain(conversation.partition);
        } else if (dice < 4) {
            UserId newcomer = anybody();
            if (conversation.members.add(newcomer)) {
                publish(conversation, new MembershipChange.Joined(List.of(newcomer), 0, 0));
            }
        } else if (dice < 7 && !conversation.members.isEmpty()) {
            UserId leaver = conversation.members.stream()
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .get(random.nextInt(conversation.members.size()));
            conversation.members.remove(leaver);
            publish(conversation, new MembershipChange.Ended(leaver, 0));
        } else if (dice == 7 && random.nextInt(6) == 0) {
            conversation.over = true;
            conversation.members.clear();
            publish(conversation, new MembershipChange.Disbanded(0));
        } else {
            publish(conversation, null);
        }
    }

    private void begin() {
        int number = conversations.size();
        Conversation conversation =
                new Conversation(new ConversationId(new UUID(8, number)), random.nextInt(PARTITIONS));
        people.stream().filter(person -> random.nextBoolean()).forEach(conversation.members::add);
        conversations.add(conversation);
        byId.put(conversation.id, conversation);
        publish(conversation, new MembershipChange.Joined(List.copyOf(conversation.members), 0, 0));
    }

    private void publish(Conversation conversation, @Nullable MembershipChange change) {
        Happened event = append(conversation.partition, conversation.id, conversation.events.size(), change);
        conversation.events.add(event);
    }

    /** As the relay does after a crash: its newest records once more, in the same order. */
    private void publishAgain(int partition) {
        List<Happened> records = topic.get(partition);
        int again = Math.min(records.size(), 1 + random.nextInt(6));
        List.copyOf(records.subList(records.size() - again, records.size()))
                .forEach(event -> append(partition, event.conversation(), event.version(), event.change()));
    }

    private Happened append(
            int partition, ConversationId conversation, long version, @Nullable MembershipChange change) {
        Happened event = new Happened(partition, ends[partition], conversation, version, change);
        topic.get(partition).add(event);
        // Transaction markers take offsets too.
        ends[partition] += 1 + random.nextInt(3);
        return event;
    }
}

package dev.parley.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories in random batches, with redeliveries and restarts, against a model that is too plain to be wrong: whatever the way,
 * the views say the same. The seed in a failing test's name repeats it.
 */
class ViewsAgainstAModelTest {

    private static final int PEOPLE = 6;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWayOfDeliveryDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            stories.add(history(random));
        }
        try (EmbeddedViewStore store = new EmbeddedViewStore()) {
            MemoryKafka kafka = new MemoryKafka();
            List<Shelf> all = new ArrayList<>(ConversationProjections.in(store.database()));
            all.add(PositionProjections.in(store.database()));
            List<? extends Driven<?, ?>> projections =
                    all.stream().map(projection -> Driven.by(projection, kafka)).toList();
            Map<UserId, Map<ConversationId, Long>> read = new HashMap<>();

            Map<Story, Integer> told = new HashMap<>();
            while (stories.stream()
                    .anyMatch(story ->
                            told.getOrDefault(story, 0) < story.events().size())) {
                Story story = stories.get(random.nextInt(stories.size()));
                int next = told.getOrDefault(story, 0);
                int from = Math.max(0, next - random.nextInt(4));
                int to = Math.min(story.events().size(), next + random.nextInt(6)) - 1;
                kafka.publish(story.events(), from, to);
                told.put(story, Math.max(next, to + 1));
                if (random.nextInt(3) == 0) {
                    move(random, kafka, story, read);
                }
                for (Driven<?, ?> projection : projections) {
                    if (random.nextInt(3) == 0) {
                        projection.read();
                    }
                    if (random.nextInt(20) == 0) {
                        projection.restart();
                    }
                }
            }
            projections.forEach(Driven::read);

            assertThat(kafka.deadLetters()).isEmpty();
            assertThat(shown(store)).isEqualTo(expected(stories, read));
        }
    }

    private static void move(
            Random random, MemoryKafka kafka, Story story, Map<UserId, Map<ConversationId, Long>> read) {
        UserId user = Story.user(random.nextInt(PEOPLE));
        long seq = random.nextInt(5);
        PositionMoved moved = new PositionMoved(user, story.conversation(), seq, seq, Instant.EPOCH);
        kafka.publish(Topic.POSITIONS, moved.key(), moved, 0);
        read.computeIfAbsent(user, u -> new HashMap<>()).merge(story.conversation(), seq, Math::max);
    }

    private static Story history(Random random) {
        ConversationId id = new ConversationId(new UUID(random.nextLong(), random.nextLong()));
        Set<UserId> members = new HashSet<>(Set.of(Story.user(0), Story.user(1)));
        Story story = new Story(id).created(Story.user(0), Story.user(1));
        Map<Long, UserId> readable = new TreeMap<>();
        long seq = 0;
        for (int i = 0; i < random.nextInt(30); i++) {
            UserId somebody = Story.user(random.nextInt(PEOPLE));
            if (!members.contains(somebody)) {
                members.add(somebody);
                story.adds(Story.user(0), somebody);
            } else if (!readable.isEmpty() && random.nextInt(4) == 0) {
                long about = List.copyOf(readable.keySet()).get(random.nextInt(readable.size()));
                if (random.nextBoolean()) {
                    story.edits(readable.get(about), about, 2, "other word " + i);
                } else {
                    story.recalls(readable.remove(about), about);
                }
            } else if (random.nextInt(3) > 0) {
                story.says(somebody, "word " + i);
                readable.put(++seq, somebody);
            } else if (random.nextBoolean()) {
                members.remove(somebody);
                story.leaves(somebody);
            } else {
                members.remove(somebody);
                story.kicks(Story.user(0), somebody);
            }
        }
        return random.nextInt(4) == 0 ? story.disbands(Story.user(0)) : story;
    }

    /** All views as lines of text. */
    private static Map<String, String> shown(EmbeddedViewStore store) {
        Map<String, String> lines = new TreeMap<>();
        store.all(Views.CONVERSATIONS).forEach(document -> {
            ConversationView head = StoredJson.view(document, ConversationView.class);
            lines.put(
                    "head " + head.conversation(),
                    head.memberCount() + " members, seq " + head.seq() + ", version " + head.version() + ", "
                            + head.activeAt());
        });
        store.all(Views.MESSAGES).forEach(document -> {
            MessageView message = StoredJson.view(document, MessageView.class);
            lines.put(
                    "message " + message.message(),
                    message.version() + " " + message.sender() + " "
                            + (message.content() == null
                                    ? "gone"
                                    : message.content().text()));
        });
        store.all(Views.GONE_TOTALS).forEach(document -> {
            GoneTotalsView totals = StoredJson.view(document, GoneTotalsView.class);
            lines.put("gone in " + totals.conversation(), "" + totals.before(Long.MAX_VALUE));
        });
        store.all(Views.CONVERSATION_LOG)
                .forEach(document -> lines.put("event " + document.getString("_id"), document.getString("event")));
        store.all(Views.MEMBERSHIPS).forEach(document -> {
            MembershipsView view = StoredJson.view(document, MembershipsView.class);
            view.conversations().forEach((conversation, membership) -> {
                TreeSet<Long> seen = new TreeSet<>();
                LongStream.range(0, 100).filter(membership::covers).forEach(seen::add);
                lines.put("versions of " + view.user() + " in " + conversation, seen.toString());
            });
        });
        store.all(Views.POSITIONS).forEach(document -> {
            PositionsView view = StoredJson.view(document, PositionsView.class);
            view.conversations()
                    .forEach((conversation, position) -> lines.put(
                            "read by " + view.user() + " in " + conversation,
                            position.read() + " " + position.delivered()));
        });
        return lines;
    }

    /** What makes a conversation go up in the list. */
    private static boolean lookedUpFor(ConversationEvent event) {
        return !(event instanceof MessageEdited || event instanceof MessageRecalled || event instanceof GroupDisbanded);
    }

    private static Map<String, String> expected(List<Story> stories, Map<UserId, Map<ConversationId, Long>> moved) {
        Map<String, String> lines = new TreeMap<>();
        Map<UserId, Map<ConversationId, Long>> read = new HashMap<>();
        moved.forEach((user, positions) -> read.put(user, new HashMap<>(positions)));
        for (Story story : stories) {
            Set<UserId> members = new HashSet<>();
            Map<UserId, TreeSet<Long>> seen = new HashMap<>();
            long seq = 0;
            for (int version = 0; version < story.events().size(); version++) {
                ConversationEvent event = story.events().get(version);
                Set<UserId> witnesses = new HashSet<>(members);
                switch (event) {
                    case ConversationCreated created -> members.addAll(created.members());
                    case MembersAdded added -> members.addAll(added.members());
                    case MemberKicked kicked -> members.remove(kicked.member());
                    case MemberLeft left -> members.remove(left.by());
                    case MessageSent sent -> {
                        seq = sent.seq();
                        lines.put(
                                "message " + sent.message(),
                                version + " " + sent.by() + " " + sent.content().text());
                        read.computeIfAbsent(sent.by(), u -> new HashMap<>())
                                .merge(story.conversation(), seq, Math::max);
                    }
                    case MessageEdited edited ->
                        lines.computeIfPresent(
                                "message " + edited.message(),
                                (message, line) -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1) + 1)
                                        + edited.content().text());
                    case MessageRecalled recalled -> {
                        lines.computeIfPresent(
                                "message " + recalled.message(),
                                (message, line) ->
                                        line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1) + 1) + "gone");
                        lines.merge(
                                "gone in " + recalled.conversation(),
                                "1",
                                (one, more) -> "" + (Long.parseLong(one) + Long.parseLong(more)));
                    }
                    case GroupDisbanded disbanded -> {
                        witnesses.addAll(members);
                        members.clear();
                    }
                    default -> throw new IllegalStateException("No story tells of a " + event);
                }
                witnesses.addAll(members);
                long at = version;
                witnesses.forEach(
                        user -> seen.computeIfAbsent(user, u -> new TreeSet<>()).add(at));
                lines.put(
                        "event " + story.conversation() + ":" + version,
                        event.getClass().getSimpleName());
            }
            int last = story.events().size() - 1;
            int active = last;
            while (!lookedUpFor(story.events().get(active))) {
                active--;
            }
            lines.put(
                    "head " + story.conversation(),
                    members.size() + " members, seq " + seq + ", version " + last + ", " + story.at(active));
            members.forEach(user -> LongStream.range(last + 1, 100).forEach(seen.get(user)::add));
            seen.forEach((user, versions) ->
                    lines.put("versions of " + user + " in " + story.conversation(), versions.toString()));
        }
        read.forEach((user, positions) -> positions.forEach((conversation, position) ->
                lines.put("read by " + user + " in " + conversation, position + " " + position)));
        return lines;
    }
}

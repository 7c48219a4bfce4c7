package dev.parley.query.conversation;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.session.Claims;
import dev.parley.edge.Caller;
import dev.parley.query.contact.Contacts;
import dev.parley.query.membership.Memberships;
import dev.parley.query.note.Notes;
import dev.parley.query.page.Limit;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.TopicEnds;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What a person sees who asks the query side, in lines of text. */
public final class Eyes {

    private static final Limit ALL = new Limit(100);

    private final DefaultListableBeanFactory parts = new DefaultListableBeanFactory();
    private final Map<UserId, Caller> callers = new HashMap<>();
    private final Memberships memberships;
    private final Conversations conversations;
    private final History history;
    private final Members members;
    private final Readers readers;
    private final Editions editions;
    private final ReadableMessages readable;
    private final Contacts contacts;
    private final ViewReader reader;

    /** @param end of every topic, whose one partition counts the records of all */
    public Eyes(MongoDatabase views, LongSupplier end) {
        reader = new ViewReader(views);
        TopicEnds ends = topic -> Mono.fromSupplier(() -> Map.of(0, end.getAsLong()));
        parts.registerSingleton("reader", reader);
        parts.registerSingleton("freshness", new Freshness(reader, ends));
        part(Notes.class);
        memberships = part(Memberships.class);
        part(Unread.class);
        part(Quotes.class);
        conversations = part(Conversations.class);
        history = part(History.class);
        members = part(Members.class);
        readers = part(Readers.class);
        editions = part(Editions.class);
        readable = part(ReadableMessages.class);
        contacts = part(Contacts.class);
    }

    @SuppressWarnings("unchecked")
    private <T> T part(Class<T> type) {
        T part = (T) parts.autowire(type, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
        parts.registerSingleton(type.getName(), part);
        return part;
    }

    /** Somebody who asks. */
    public Caller caller(UserId user) {
        return callers.computeIfAbsent(user, Eyes::signedIn);
    }

    private static Caller signedIn(UserId user) {
        return Caller.of(
                Jwt.withTokenValue("a token")
                        .header("alg", "none")
                        .subject(user.toString())
                        .claim(Claims.DEVICE, new UUID(1, 1).toString())
                        .claim(Claims.CLIENT, Claims.FIRST_PARTY)
                        .claim(Claims.ROLES, "user")
                        .claim(Claims.SCOPE, Claims.SCOPE_CHAT)
                        .build(),
                "a trace");
    }

    public Map<ConversationId, Membership> memberships(UserId user) {
        return now(memberships.of(user));
    }

    /** Their list, in its order. */
    public List<String> list(UserId user) {
        return now(conversations.list(caller(user), Conversations.Shelf.OPEN, ALL, null)).items().stream()
                .map(Eyes::line)
                .toList();
    }

    private static String line(ConversationItem item) {
        LastMessage last = item.lastMessage();
        String said =
                last == null ? "nothing" : last.seq() + " " + (last.gone() == null ? last.preview() : last.gone());
        return item.conversation() + (item.pinned() ? ", pinned: " : ": ") + item.memberCount() + " members, version "
                + item.version() + ", " + item.seq() + " said, " + item.unread() + " unread, first mention "
                + item.firstMention() + ", last " + said;
    }

    /** What they can read of a conversation that they are in, the newest first. */
    public List<String> history(UserId user, ConversationId conversation) {
        History.Direction back = new History.Direction.Before(Long.MAX_VALUE);
        return now(history.page(caller(user), conversation, back, ALL, null)).stream()
                .map(Eyes::line)
                .toList();
    }

    private static String line(MessageItem item) {
        if (item.content() == null) {
            return item.seq() + " " + item.sender() + " gone" + (item.expired() == null ? "" : " by itself");
        }
        Map<String, List<UserId>> reactions = new TreeMap<>();
        item.reactions().forEach(each -> reactions.put(each.emoji(), each.users()));
        MessageItem.Quote quote = item.quote();
        return item.seq() + " " + item.sender() + " " + item.content().text() + " " + item.mentions()
                + (item.mentionsEveryone() == null ? "" : " everybody") + " " + reactions
                + (item.pinnedAt() == null ? "" : " pinned")
                + (item.edition() == null ? "" : " edition " + item.edition())
                + (quote == null ? "" : " answers " + quote.message().seq() + " " + quote.preview())
                + (item.forwarded() == null ? "" : " once said by " + item.forwarded());
    }

    /** Who has read a message that they can read. */
    public String readers(UserId user, MessageId message) {
        Readers.Read read = now(readers.of(caller(user), message, ALL, null));
        return read.read() + " of " + read.of() + " " + read.items();
    }

    /** All that a message has said, the first first. */
    public List<String> editions(UserId user, MessageId message) {
        return now(editions.of(caller(user), message, ALL, null)).items().reversed().stream()
                .map(edition -> edition.content().text())
                .toList();
    }

    /** For whoever passes messages on. */
    public ReadableMessages readable() {
        return readable;
    }

    /** Those with whom somebody has something, and what. */
    public Map<String, String> contacts(UserId user) {
        Map<String, String> all = new TreeMap<>();
        now(contacts.of(user)).forEach((other, contact) -> {
            String remark = Objects.requireNonNullElse(contact.remark(), "");
            all.put(
                    other.toString(),
                    (contact.friendsSince() == null ? "" : "friend " + remark + " ")
                            + (contact.request() == null
                                    ? ""
                                    : contact.request().direction() + " ")
                            + (contact.blockedAt() == null ? "" : "blocked"));
        });
        return all;
    }

    /** What everybody knows somebody by; null when nothing is left of them. */
    public @Nullable String name(UserId user) {
        return now(reader.one(Views.PEOPLE, user, PersonView.class)
                        .map(person -> Optional.ofNullable(person.displayName())))
                .orElse(null);
    }

    /** Everybody who is in it: their role, what they are called there, and whether they may not speak. */
    public Map<String, String> people(ConversationId conversation, Instant at) {
        Map<String, String> people = new TreeMap<>();
        now(members.all(conversation)).forEach((user, member) -> {
            Instant muted = member.mutedUntil();
            people.put(
                    user.toString(),
                    member.role() + " " + Objects.requireNonNullElse(member.nickname(), "")
                            + (muted != null && muted.isAfter(at) ? " muted" : ""));
        });
        return people;
    }

    /** Who wants in, who may not, and by which links they may, as an admin is told. */
    public String admission(UserId admin, ConversationId conversation, Instant at) {
        Map<String, Integer> good = new TreeMap<>();
        now(members.invitations(caller(admin), conversation, null)).forEach((id, invitation) -> {
            if (invitation.open(at)) {
                good.put(id.toString(), invitation.uses());
            }
        });
        return "waiting "
                + new TreeSet<>(now(members.joinRequests(caller(admin), conversation, null))
                        .keySet())
                + ", banned "
                + new TreeSet<>(
                        now(members.bans(caller(admin), conversation, null)).keySet()) + ", invited by " + good;
    }

    /** On a machine that is busy with other things, an answer may seem to be overdue; it is only late. */
    private static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.retryWhen(Retry.max(20)
                        .filter(late -> late instanceof QueryRefused no && no.reason() == Reason.UNAVAILABLE))
                .block());
    }
}

package dev.parley.projection;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What happened in one conversation, told event by event; an event's version is its place in the list. */
public final class Story {

    public static final UserId ANA = user(1);
    public static final UserId BEN = user(2);
    public static final UserId CAI = user(3);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ConversationId conversation;
    private final List<ConversationEvent> events = new ArrayList<>();
    private long seq;

    public Story(ConversationId conversation) {
        this.conversation = conversation;
    }

    public static Story aGroupOf(UserId... members) {
        return new Story(new ConversationId(UUID.randomUUID())).created(members);
    }

    public static UserId user(int number) {
        return new UserId(new UUID(0x7000L, 0x8000_0000_0000_0000L + number));
    }

    public Story created(UserId... members) {
        return then(new ConversationCreated(
                conversation, ConversationType.GROUP, "Friends", List.of(members), members[0], now()));
    }

    public Story says(UserId who, String text) {
        seq++;
        return then(new MessageSent(
                conversation,
                new MessageId(conversation, seq),
                seq,
                null,
                new Content.Text(text),
                null,
                List.of(),
                who,
                now()));
    }

    public Story adds(UserId by, UserId... users) {
        return then(new MembersAdded(conversation, List.of(users), seq, by, now()));
    }

    /** Whatever else can happen; the function is told when. */
    public Story then(Function<Instant, ConversationEvent> what) {
        return then(what.apply(now()));
    }

    public Story recalls(UserId who, long number) {
        return then(at -> new MessageRecalled(conversation, message(number), who, at));
    }

    public Story edits(UserId who, long number, int edition, String text, UserId... mentions) {
        return then(at -> new MessageEdited(
                conversation, message(number), edition, new Content.Text(text), List.of(mentions), false, who, at));
    }

    public Story disbands(UserId owner) {
        return then(at -> new GroupDisbanded(conversation, seq, owner, at));
    }

    public Story kicks(UserId by, UserId member) {
        return then(new MemberKicked(conversation, member, seq, by, now()));
    }

    public Story leaves(UserId who) {
        return then(new MemberLeft(conversation, seq, who, now()));
    }

    public ConversationId conversation() {
        return conversation;
    }

    public MessageId message(long number) {
        return new MessageId(conversation, number);
    }

    public List<ConversationEvent> events() {
        return Collections.unmodifiableList(events);
    }

    public Instant at(int version) {
        return START.plusSeconds(version);
    }

    private Instant now() {
        return at(events.size());
    }

    private Story then(ConversationEvent event) {
        events.add(event);
        return this;
    }
}

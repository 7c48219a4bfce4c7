package dev.parley.command.conversation;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonMerge;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.PostNotice;
import dev.parley.api.conversation.MessageCommand.WriteToPerson;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import dev.parley.command.contact.Rapport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A conversation: how it begins, and the entities that hold its rules, each with the commands and the state of one concern. Together they
 * keep what the rules need, and nothing that is only shown. Their fields are what a snapshot holds; {@code @JsonMerge} fills the entities in
 * place, so that they go on knowing each other.
 */
@Revision(Conversation.REVISION)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
@SuppressWarnings("UnusedVariable") // the entities get their commands from Axon
class Conversation {

    /** Of the fields, those of the entities too: with another one, older snapshots are left aside. */
    static final String REVISION = "5";

    @AggregateIdentifier
    private @Nullable ConversationId id;

    private @Nullable UserId firstBy;
    private @Nullable GroupInfo firstInfo;
    private Set<UserId> firstMembers = Set.of();

    @JsonMerge
    @AggregateMember
    private Members members = new Members();

    @JsonMerge
    @AggregateMember
    private GroupRules rules = new GroupRules(members);

    @JsonMerge
    @AggregateMember
    private GroupFace face = new GroupFace(members, rules);

    @JsonMerge
    @AggregateMember
    private Ranks ranks = new Ranks(members, rules);

    @JsonMerge
    @AggregateMember
    private Speech speech = new Speech(members, ranks, rules);

    @JsonMerge
    @AggregateMember
    private Said said = new Said();

    @AggregateMember
    @JsonIgnore
    private final Talk talk = new Talk(speech, said);

    @AggregateMember
    @JsonIgnore
    private final Corrections corrections = new Corrections(speech, said);

    @JsonMerge
    @AggregateMember
    private Reactions reactions = new Reactions(speech, said);

    @JsonMerge
    @AggregateMember
    private Pins pins = new Pins(speech, said);

    @JsonMerge
    @AggregateMember
    private Bans bans = new Bans(members, rules, said);

    @JsonIgnore
    private final Entrance entrance = new Entrance(members, rules, bans, said);

    @JsonMerge
    @AggregateMember
    private Admission admission = new Admission(members, rules, bans, entrance);

    @JsonMerge
    @AggregateMember
    private Invitations invitations = new Invitations(members, rules, face, entrance);

    @AggregateMember
    @JsonIgnore
    private final Roster roster = new Roster(members, rules, said, entrance, admission);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ConversationChanged handle(
            CreateConversation create, @Sender UserId by, Clock clock, ConversationLimits limits, Contacts contacts) {
        Set<UserId> everybody = new LinkedHashSet<>();
        everybody.add(by);
        everybody.addAll(create.members());
        if (id != null) {
            return createdBefore(create, everybody, by);
        }
        if (create.type() == ConversationType.DIRECT) {
            requirePair(create, everybody);
        }
        limits.requireRoom(everybody.size());
        requireWanted(create, by, contacts);
        apply(begun(create, new ArrayList<>(everybody), by, clock.instant()));
        return new ConversationChanged(create.conversation(), getVersion());
    }

    private static ConversationCreated begun(
            CreateConversation create, List<UserId> everybody, UserId by, Instant now) {
        GroupInfo info = create.info();
        return info == null
                ? new ConversationCreated(create.conversation(), create.type(), null, everybody, by, now)
                : new ConversationCreated(
                        create.conversation(),
                        create.type(),
                        info.name(),
                        info.description(),
                        info.avatar(),
                        info.attributes().isEmpty() ? null : info.attributes(),
                        everybody,
                        by,
                        now);
    }

    /** Whoever made it is told so, also when they have left since. */
    private ConversationChanged createdBefore(CreateConversation create, Set<UserId> everybody, UserId by) {
        if (!by.equals(firstBy)) {
            members.require(by);
        }
        require(
                create.type() == rules.type()
                        && everybody.equals(firstMembers)
                        && Objects.equals(create.info(), firstInfo),
                CONFLICT,
                "The idempotency key was used for another conversation; use a new one for each.");
        return new ConversationChanged(
                create.conversation(), create.type() == ConversationType.DIRECT ? getVersion() : 0);
    }

    private static void requireWanted(CreateConversation create, UserId by, Contacts contacts) {
        for (UserId member : create.members()) {
            if (!member.equals(by)) {
                Rapport rapport = contacts.of(by, member);
                if (create.type() == ConversationType.DIRECT) {
                    rapport.requireWriting();
                } else {
                    rapport.requireAdding();
                }
            }
        }
    }

    /** The conversation with the service begins with the first thing that it has to say. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MessageAccepted handle(PostNotice post, Clock clock, PriorSends sends) {
        SendMessage notice = noticeOf(post);
        Optional<PriorSends.Prior> before = sends.find(notice, UserId.PARLEY);
        if (before.isPresent()) {
            return Talk.acceptedBefore(before.get(), notice);
        }
        Instant now = clock.instant();
        if (id == null) {
            apply(new ConversationCreated(
                    post.conversation(), ConversationType.SYSTEM, null, List.of(post.to()), UserId.PARLEY, now));
        }
        return talk.say(notice, UserId.PARLEY, now);
    }

    /** Begins where nobody has said anything yet. Whatever could be refused is refused before it begins. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MessageAccepted handle(WriteToPerson write, @Sender UserId by, Clock clock, PriorSends sends, Contacts contacts) {
        if (!write.conversation().equals(ConversationId.direct(by, write.to()))) {
            throw new InvalidInput("conversation", "The id of a direct conversation follows from its two people.");
        }
        var send = new SendMessage(write.conversation(), write.clientId(), write.content(), null, List.of());
        if (id != null) {
            return talk.handle(send, by, clock, sends, contacts);
        }
        Set<UserId> both = new LinkedHashSet<>(List.of(by));
        both.add(write.to());
        if (both.size() > 1) {
            contacts.of(by, write.to()).requireWriting();
        }
        Instant now = clock.instant();
        apply(new ConversationCreated(write.conversation(), ConversationType.DIRECT, null, List.copyOf(both), by, now));
        return talk.say(send, by, now);
    }

    private static SendMessage noticeOf(PostNotice post) {
        if (!post.conversation().equals(ConversationId.system(post.to()))) {
            throw new InvalidInput("conversation", "The id of a system conversation follows from its person.");
        }
        return new SendMessage(post.conversation(), post.clientId(), post.content(), null, List.of());
    }

    private static void requirePair(CreateConversation create, Set<UserId> everybody) {
        if (everybody.size() > 2) {
            throw new InvalidInput("members", "A direct conversation is between you and at most one other person.");
        }
        UserId one = everybody.iterator().next();
        UserId other = new ArrayList<>(everybody).getLast();
        if (!create.conversation().equals(ConversationId.direct(one, other))) {
            throw new InvalidInput("conversation", "The id of a direct conversation follows from its two people.");
        }
    }

    @EventSourcingHandler
    void on(ConversationCreated created) {
        id = created.conversation();
        firstBy = created.by();
        firstInfo = created.type() == ConversationType.GROUP ? GroupInfo.of(created) : null;
        firstMembers = Set.copyOf(created.members());
    }
}

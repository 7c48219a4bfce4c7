package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.GroupEvent.AnnouncementChanged;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.GroupEvent.GroupInfoChanged;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.conversation.MembershipEvent.InvitationRevoked;
import dev.parley.api.conversation.MembershipEvent.JoinRequestRejected;
import dev.parley.api.conversation.MembershipEvent.JoinRequestWithdrawn;
import dev.parley.api.conversation.MembershipEvent.JoinRequested;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.MemberUnbanned;
import dev.parley.api.conversation.MembershipEvent.MemberUnmuted;
import dev.parley.api.conversation.MembershipEvent.NicknameChanged;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.MessageUnpinned;
import dev.parley.api.conversation.MessageEvent.ReactionAdded;
import dev.parley.api.conversation.MessageEvent.ReactionRemoved;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRemoved;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestDeclined;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.PrivacyChanged;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.Privacy;
import dev.parley.api.people.Privacy.Circle;
import dev.parley.api.people.Profile;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageCancelled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.session.DeviceId;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.api.session.Revocation.TokenGivenBack;
import dev.parley.api.wire.EventTypes;
import dev.parley.api.wire.Upcasts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events are for ever: the JSON of every revision ever published stands under {@code events/} and must be read and written as it is.
 * A file is only ever added, never changed.
 */
class EventContractTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ConversationId GROUP = ConversationId.of("0198a7c0-0000-7000-8000-00000000000c");
    private static final UserId ANA = UserId.of("0198a7c0-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("0198a7c0-0000-7000-8000-00000000000b");
    private static final DeviceId PHONE = DeviceId.of("0198a7c0-0000-4000-8000-00000000000d");
    private static final MessageId MESSAGE = new MessageId(GROUP, 4);
    private static final InvitationId INVITATION = InvitationId.of("0198a7c0-0000-7000-8000-00000000000e");
    private static final FriendshipId FRIENDSHIP = FriendshipId.between(ANA, BEN);
    private static final ScheduleId SCHEDULE = ScheduleId.of(ANA);
    private static final UUID ITEM = UUID.fromString("0198a7c0-0000-7000-8000-00000000000f");
    private static final Instant AT = Instant.parse("2030-01-02T03:04:05.678901Z");

    private static final List<Record> SAMPLES = List.of(
            new ConversationCreated(
                    GROUP,
                    ConversationType.GROUP,
                    "Lunch",
                    "Where we eat",
                    "https://example.org/lunch.png",
                    Map.of("team", "Kitchen"),
                    List.of(ANA, BEN),
                    ANA,
                    AT),
            new MembersAdded(GROUP, List.of(BEN), 3, 0, JoinedVia.INVITATION, INVITATION, BEN, AT),
            new MemberKicked(GROUP, BEN, 3, ANA, AT),
            new MemberLeft(GROUP, 3, BEN, AT),
            new MessageSent(
                    GROUP,
                    new MessageId(GROUP, 4),
                    4,
                    "client-1",
                    new Content.Text("Hello 你好 👋"),
                    new MessageId(GROUP, 2),
                    List.of(BEN),
                    true,
                    AT.plusSeconds(60),
                    new Extensions(Map.of("colour", "red")),
                    new Forwarded(BEN, AT.minusSeconds(60)),
                    ANA,
                    AT),
            new MemberRoleChanged(GROUP, BEN, MemberRole.ADMIN, ANA, AT),
            new OwnershipTransferred(GROUP, ANA, BEN, ANA, AT),
            new NicknameChanged(GROUP, BEN, "Benny", ANA, AT),
            new MemberMuted(GROUP, BEN, AT.plusSeconds(600), ANA, AT),
            new MemberUnmuted(GROUP, BEN, ANA, AT),
            new MemberBanned(GROUP, BEN, ANA, AT),
            new MemberUnbanned(GROUP, BEN, ANA, AT),
            new JoinRequested(GROUP, "Let me in", BEN, AT),
            new JoinRequestWithdrawn(GROUP, BEN, AT),
            new JoinRequestRejected(GROUP, BEN, ANA, AT),
            new InvitationCreated(GROUP, INVITATION, "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg", AT, 10, ANA, AT),
            new InvitationRevoked(GROUP, INVITATION, ANA, AT),
            new GroupInfoChanged(
                    GROUP,
                    new GroupInfo("Lunch", "Where we eat", "https://example.org/lunch.png", Map.of("team", "Kitchen")),
                    ANA,
                    AT),
            new GroupSettingsChanged(GROUP, GroupSettings.DEFAULT, ANA, AT),
            new AnnouncementChanged(GROUP, "Closed on Monday", ANA, AT),
            new GroupDisbanded(GROUP, 3, ANA, AT),
            new MessageEdited(GROUP, MESSAGE, 2, new Content.Markdown("**Hello**"), List.of(BEN), false, ANA, AT),
            new MessageRecalled(GROUP, MESSAGE, ANA, AT),
            new MessageExpired(GROUP, MESSAGE, ANA, AT),
            new ReactionAdded(GROUP, MESSAGE, "👍", BEN, AT),
            new ReactionRemoved(GROUP, MESSAGE, "👍", BEN, AT),
            new MessagePinned(GROUP, MESSAGE, ANA, AT),
            new MessageUnpinned(GROUP, MESSAGE, ANA, AT),
            new PrivacyChanged(ANA, new Privacy(Circle.EVERYBODY, Circle.FRIENDS, Circle.NOBODY, Circle.FRIENDS), AT),
            new FriendRequested(FRIENDSHIP, ANA, BEN, "We met at lunch", AT.plusSeconds(600), AT),
            new FriendRequestAccepted(FRIENDSHIP, BEN, ANA, AT),
            new FriendRequestDeclined(FRIENDSHIP, BEN, ANA, AT),
            new FriendRequestWithdrawn(FRIENDSHIP, ANA, BEN, AT),
            new FriendRemoved(FRIENDSHIP, ANA, BEN, AT),
            new FriendRemarked(FRIENDSHIP, ANA, BEN, "Ben from lunch", AT),
            new PersonBlocked(FRIENDSHIP, ANA, BEN, AT),
            new PersonUnblocked(FRIENDSHIP, ANA, BEN, AT),
            new MessageScheduled(
                    SCHEDULE,
                    ITEM,
                    GROUP,
                    new Content.Text("Good morning"),
                    MESSAGE,
                    List.of(BEN),
                    false,
                    AT.plusSeconds(600),
                    ANA,
                    AT),
            new ScheduledMessageCancelled(SCHEDULE, ITEM, ANA, AT),
            new ScheduledMessageSent(SCHEDULE, ITEM, MESSAGE, ANA, AT),
            new ScheduledMessageRefused(SCHEDULE, ITEM, Reason.NOT_A_MEMBER, "You left.", ANA, AT),
            new PersonRegistered(ANA, "ana", "Ana Example", AT),
            new ProfileChanged(
                    ANA,
                    3,
                    new Profile(
                            "Ana 李娜",
                            "https://example.org/ana.png",
                            "On holiday 🏖",
                            "zh-CN",
                            Map.of("team", "Kitchen", "city", "Lisboa")),
                    AT),
            new PersonSuspended(ANA, 4, AT),
            new PersonReinstated(ANA, 5, AT),
            new PersonErased(ANA, 6, AT),
            new SessionEnded("0198a7c0-0000-4000-8000-000000000001", ANA, PHONE, AT),
            new PersonShutOut(ANA, AT),
            new RolesChanged(ANA, Set.of(Role.USER), AT),
            new ClientShutOut("weather", AT),
            new ConsentWithdrawn(ANA, "weather", AT),
            new TokenGivenBack("0198a7c0-0000-4000-8000-000000000002", AT));

    private static final Map<String, Class<?>> EVENTS = Stream.of(
                    ConversationEvent.class, PeopleEvent.class, ScheduleEvent.class, Revocation.class)
            .flatMap(family -> EventTypes.of(family).values().stream())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    static Stream<Record> samples() {
        return SAMPLES.stream();
    }

    @Test
    void everyEventThatCanHappenHasASampleAndARevision() {
        List<Class<?>> events = Stream.of(
                        ConversationEvent.class, PeopleEvent.class, ScheduleEvent.class, Revocation.class)
                .<Class<?>>flatMap(family -> EventTypes.of(family).values().stream())
                .toList();
        assertThat(SAMPLES.stream().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrderElementsOf(events);
        assertThat(events).allMatch(event -> event.isAnnotationPresent(Revision.class));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsApproved(Record event) throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(JSON.readTree(approved(event)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromWhatWasApproved(Record event) throws IOException {
        assertThat(JSON.readValue(approved(event), event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anUnknownFieldDoesNotBreakIt(Record event) throws IOException {
        ObjectNode newer = (ObjectNode) JSON.readTree(approved(event));
        newer.putObject("somethingNew").put("x", 1);
        assertThat(JSON.treeToValue(newer, event.getClass())).isEqualTo(event);
    }

    /** All files, so that no revision is ever forgotten. */
    static Stream<Arguments> published() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/events"))) {
            return files
                    .map(file -> file.getFileName().toString().split("\\."))
                    .map(name -> arguments(name[0], name[1]))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyRevisionEverPublishedIsReadAsTheNewest(String name, String revision) throws IOException {
        Class<?> type = EVENTS.get(name);
        Map<String, Object> newest = Upcasts.newest(
                name, revision, JSON.readValue(approved(name, revision), new TypeReference<Map<String, Object>>() {}));
        assertThat(Upcasts.newestRevision(name, revision))
                .isEqualTo(type.getAnnotation(Revision.class).value());
        assertThat(JSON.convertValue(newest, type)).isInstanceOf(type);
    }

    @Test
    void whoWasAddedBeforeNewcomersCouldReadEverythingReadsFromTheirJoining() throws IOException {
        Map<String, Object> newest = Upcasts.newest(
                "MembersAdded",
                "1",
                JSON.readValue(approved("MembersAdded", "1"), new TypeReference<Map<String, Object>>() {}));
        assertThat(JSON.convertValue(newest, MembersAdded.class))
                .isEqualTo(new MembersAdded(GROUP, List.of(BEN), 3, 3, JoinedVia.ADDED, null, ANA, AT));
    }

    private static String approved(Record event) throws IOException {
        return approved(
                event.getClass().getSimpleName(),
                event.getClass().getAnnotation(Revision.class).value());
    }

    private static String approved(String event, String revision) throws IOException {
        String name = "/events/" + event + "." + revision + ".json";
        try (InputStream in = EventContractTest.class.getResourceAsStream(name)) {
            assertThat(in).as("approved file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

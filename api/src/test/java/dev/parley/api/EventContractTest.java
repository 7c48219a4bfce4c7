package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.Profile;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    private static final Instant AT = Instant.parse("2030-01-02T03:04:05.678901Z");

    private static final List<Record> SAMPLES = List.of(
            new ConversationCreated(GROUP, ConversationType.GROUP, "Lunch", List.of(ANA, BEN), ANA, AT),
            new MembersAdded(GROUP, List.of(BEN), 3, ANA, AT),
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
                    ANA,
                    AT),
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
            new ClientShutOut("weather", AT));

    static Stream<Record> samples() {
        return SAMPLES.stream();
    }

    @Test
    void everyEventThatCanHappenHasASampleAndARevision() {
        List<Class<?>> events = Stream.of(ConversationEvent.class, PersonEvent.class, Revocation.class)
                .flatMap(family -> Arrays.<Class<?>>stream(family.getPermittedSubclasses()))
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

    private static String approved(Record event) throws IOException {
        String name = "/events/" + event.getClass().getSimpleName() + "."
                + event.getClass().getAnnotation(Revision.class).value() + ".json";
        try (InputStream in = EventContractTest.class.getResourceAsStream(name)) {
            assertThat(in)
                    .as("approved file %s for %s", name, JSON.writeValueAsString(event))
                    .isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.parley.push.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.note.Note;
import dev.parley.api.people.UserId;
import dev.parley.api.proto.Frames;
import dev.parley.api.session.DeviceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every frame has an approved JSON. A frame that is new needs one; one that looks different breaks somebody's client. */
class FrameContractTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FrameCodec FRAMES = new FrameCodec(JSON);
    private static final ProtoCodec PROTOBUF = new ProtoCodec(JSON, FRAMES);
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(1, 2));
    private static final UserId ANA = new UserId(new UUID(3, 4));
    private static final DeviceId PHONE = new DeviceId(new UUID(5, 6));
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    static Stream<ServerFrame> serverFrames() {
        return Stream.of(
                new ServerFrame.Welcome(
                        "a1",
                        new UUID(7, 8),
                        ANA,
                        PHONE,
                        30,
                        new ServerFrame.Welcome.Limits(262_144, 20_000, 100, 500),
                        AT),
                new ServerFrame.Ok("m1", new MessageId(CONVERSATION, 7), 7L, 9L, AT),
                new ServerFrame.Refusal("m1", Reason.RETRY_LATER, "Too fast.", "content.text", 1L, "0123456789abcdef"),
                new ServerFrame.Event(CONVERSATION, 9, "MessageSent", AT, ANA.toString(), "{\"seq\":7}"),
                new ServerFrame.Position(CONVERSATION, ANA, 7, 8),
                new ServerFrame.Noted(CONVERSATION, new Note.Draft("I mean", null), AT),
                new ServerFrame.Presence(ANA, ServerFrame.Presence.State.AWAY, AT, 2),
                new ServerFrame.Typing(CONVERSATION, ANA, true),
                new ServerFrame.Reset(CONVERSATION, 600),
                new ServerFrame.CaughtUp("r1"),
                new ServerFrame.Heads(2, "0123456789abcdef"),
                new ServerFrame.Pong("p1", AT),
                new ServerFrame.Bye(1012, "the server restarts", 1234L));
    }

    static Stream<ClientFrame> clientFrames() {
        return Stream.of(
                new ClientFrame.Auth("a1", "eyJ"),
                new ClientFrame.Resume("r1", Map.of(CONVERSATION, 9L)),
                new ClientFrame.Send(
                        "m1",
                        CONVERSATION,
                        null,
                        "c1",
                        new Content.Text("hello"),
                        new MessageId(CONVERSATION, 3),
                        List.of(ANA),
                        true,
                        60L,
                        new Extensions(Map.of("colour", "red"))),
                new ClientFrame.Read("x1", CONVERSATION, 7L),
                new ClientFrame.Delivered("x2", CONVERSATION, 8L),
                new ClientFrame.Typing("x3", CONVERSATION, true),
                new ClientFrame.Watch("x4", List.of(ANA)),
                new ClientFrame.Status("x5", ClientFrame.Status.State.AWAY),
                new ClientFrame.Ping("p1"));
    }

    @Test
    void everyFrameIsHere() {
        assertThat(serverFrames().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(ServerFrame.class.getPermittedSubclasses()));
        assertThat(clientFrames().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(ClientFrame.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameLooksAsApproved(ServerFrame frame) throws IOException {
        JsonNode written = JSON.readTree(FRAMES.encode(frame).utf8());
        assertThat(written).isEqualTo(approved("server", written.get("type").asString()));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void anApprovedClientFrameIsUnderstoodWithAnUnknownFieldToo(ClientFrame frame) throws IOException {
        String name = frame.getClass().getSimpleName();
        ObjectNode approved =
                (ObjectNode) approved("client", Character.toLowerCase(name.charAt(0)) + name.substring(1));
        assertThat(FRAMES.decode(JSON.writeValueAsBytes(approved))).isEqualTo(new Received.Understood(frame));
        approved.put("somethingNew", 1);
        assertThat(FRAMES.decode(JSON.writeValueAsBytes(approved))).isEqualTo(new Received.Understood(frame));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameIsWhatTheDocumentSays(ClientFrame frame) throws IOException {
        assertThat(Contract.violations("client", approved("client", FrameCodec.type(frame.getClass()))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameIsWhatTheDocumentSays(ServerFrame frame) throws IOException {
        assertThat(Contract.violations("server", approved("server", FrameCodec.type(frame.getClass()))))
                .isEmpty();
    }

    @Test
    void theDocumentIsStrict() {
        assertThat(Contract.violations("server", JSON.readTree("{\"type\":\"reset\",\"version\":1}")))
                .isNotEmpty();
        assertThat(Contract.violations("server", JSON.readTree("{\"type\":\"nonsense\"}")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void inProtobufItSaysTheSame(ServerFrame frame) throws IOException {
        JsonNode written = ProtoJson.read(PROTOBUF.message(frame)).getFirst();
        // Numbers have another width there, and the same text.
        assertThat(JSON.readTree(written.toString()))
                .isEqualTo(approved("server", written.get("type").asString()));
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void whatGoesToSeveralSaysTheSameInProtobuf(ServerFrame frame) {
        Encoded shared = FRAMES.encode(frame);
        assertThat(PROTOBUF.message(shared)).isEqualTo(PROTOBUF.message(frame));
        assertThat(PROTOBUF.message(shared)).isSameAs(PROTOBUF.message(shared));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void inProtobufItIsUnderstoodWithAnUnknownFieldToo(ClientFrame frame) throws IOException {
        String name = frame.getClass().getSimpleName();
        JsonNode approved = approved("client", Character.toLowerCase(name.charAt(0)) + name.substring(1));
        Frames.ClientFrame message = ProtoJson.write(approved);
        assertThat(PROTOBUF.decode(message.toByteArray())).isEqualTo(new Received.Understood(frame));
        UnknownFieldSet something = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertThat(PROTOBUF.decode(
                        message.toBuilder().setUnknownFields(something).build().toByteArray()))
                .isEqualTo(new Received.Understood(frame));
    }

    @Test
    void anEventsDataIsWhatIsStoredByteForByte() throws IOException {
        String stored = "{ \"seq\" : 7.50, \"text\":\"\\u00e9\u4f60\" }";
        Encoded shared =
                FRAMES.encode(new ServerFrame.Event(CONVERSATION, 9, "MessageSent", AT, ANA.toString(), stored));
        Frames.ServerFrames message = Frames.ServerFrames.parseFrom(PROTOBUF.message(shared));
        assertThat(message.getFrames(0).getEvent().getData().toStringUtf8()).isEqualTo(stored);
    }

    @Test
    void whatIsNoProtobufFrameIsMalformedOrUnknown() {
        assertThat(code(new byte[] {-1, -1, -1})).isEqualTo(Reason.MALFORMED);
        assertThat(code(new byte[0])).isEqualTo(Reason.MALFORMED);
        // A field that some later version may know.
        assertThat(code(new byte[] {(byte) 0x9a, 0x06, 0})).isEqualTo(Reason.UNKNOWN_FRAME);
    }

    private static Reason code(byte[] message) {
        return ((Received.Refused) PROTOBUF.decode(message)).problem().code();
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        Received received = FRAMES.decode(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertThat(((Received.Refused) received).problem().code()).isEqualTo(Reason.MALFORMED);
    }

    private static JsonNode approved(String side, String type) throws IOException {
        String file = "/frames/" + side + "/" + type + ".json";
        try (InputStream approved = FrameContractTest.class.getResourceAsStream(file)) {
            assertThat(approved).as("Approved %s", file).isNotNull();
            return JSON.readTree(approved.readAllBytes());
        }
    }
}

package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.proto.Frames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.FrameFormat;
import dev.parley.push.frame.ProtoCodec;
import dev.parley.push.frame.ServerFrame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

class SocketWireTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FrameCodec FRAMES = new FrameCodec(JSON);
    private static final int MANY = 100;

    private final MockTicker clock = Ticker.newMockTicker();
    private final EmbeddedChannel channel = channel();
    private final Turns turns = new Turns(channel.eventLoop());
    private final Outbound outbound = new Outbound(10_000, 10_000_000);

    @Test
    void framesThatWaitTogetherShareMessagesInTheirOrder() {
        Wire wire = wire(channel, FRAMES, 40);
        offer(wire, FRAMES, 1, MANY);

        List<List<String>> messages = written().stream()
                .map(message -> JSON.readTree(text(message))
                        .valueStream()
                        .map(frame -> frame.get("id").asString())
                        .toList())
                .toList();
        assertThat(messages).extracting(List::size).containsExactly(40, 40, 20);
        assertThat(messages.stream().flatMap(List::stream).toList()).isEqualTo(numbers(1, MANY));
    }

    @Test
    void soDoThoseInProtobuf() throws Exception {
        FrameFormat protobuf = new ProtoCodec(JSON, FRAMES);
        Wire wire = wire(channel, protobuf, 256);
        offer(wire, protobuf, 1, MANY);

        List<WebSocketFrame> messages = written();
        assertThat(messages).hasSize(1);
        assertThat(Frames.ServerFrames.parseFrom(messages.getFirst().content().nioBuffer()).getFramesList().stream()
                        .map(frame -> frame.getPong().getId())
                        .toList())
                .isEqualTo(numbers(1, MANY));
    }

    @Test
    void aFewHaveMessagesOfTheirOwn() {
        Wire wire = wire(channel, FRAMES, 256);
        offer(wire, FRAMES, 1, 2);

        assertThat(written().stream().map(SocketWireTest::text))
                .allMatch(text -> text.startsWith("{"))
                .hasSize(2);
    }

    @Test
    void aPingStaysInItsPlace() {
        Wire wire = wire(channel, FRAMES, 256);
        queue(FRAMES, 1, 5);
        outbound.offer(new Outgoing.Ping());
        queue(FRAMES, 6, 10);
        wire.soon();
        channel.runPendingTasks();

        List<WebSocketFrame> messages = written();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1)).isInstanceOf(PingWebSocketFrame.class);
    }

    @Test
    void whoeverIsToldSomethingOfTheirOwnComesBeforeWhatManyAreTold() {
        EmbeddedChannel other = channel();
        Outbound others = new Outbound(10, 10_000);
        Wire chat = wire(channel, FRAMES, 1);
        Wire member = new SocketWire(other, turns, FRAMES, 1, status -> Mono.empty());
        member.write(others).subscribe();
        channel.runPendingTasks();
        List<String> order = new ArrayList<>();
        notePlace(channel, "chat", order);
        notePlace(other, "group", order);

        others.offer(new Outgoing.Message(pong(FRAMES, 1)));
        member.together();
        var _ = turns.release();
        queue(FRAMES, 2, 2);
        chat.soon();
        channel.runPendingTasks();

        assertThat(order).containsExactly("chat", "group");
    }

    @Test
    void whatManyAreToldLeavesAtOnceAfterASilenceAndThenInWaves() {
        Wire member = wire(channel, FRAMES, 1);
        assertThat(tell(member, 1)).isDone();
        assertThat(written()).hasSize(1);

        assertThat(tell(member, 2)).isNotDone();
        CompletableFuture<Void> passed = tell(member, 3);
        assertThat(written()).isEmpty();
        assertThat(passed).isNotDone();

        clock.advance(Turns.PACE.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(written()).hasSize(2);
        assertThat(passed).isDone();
    }

    @Test
    void whatManyAreToldGoesAlongWithWhatOneIsTold() {
        Wire member = wire(channel, FRAMES, 1);
        assertThat(tell(member, 1)).isDone();
        assertThat(tell(member, 2)).isNotDone();
        queue(FRAMES, 3, 3);
        member.soon();
        channel.runPendingTasks();

        assertThat(written().stream()
                        .map(message -> JSON.readTree(text(message)).get("id").asString()))
                .containsExactly("1", "2", "3");
    }

    private CompletableFuture<Void> tell(Wire member, int number) {
        queue(FRAMES, number, number);
        member.together();
        CompletableFuture<Void> passed = turns.release();
        channel.runPendingTasks();
        return passed;
    }

    private static void notePlace(EmbeddedChannel of, String name, List<String> order) {
        of.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {
                order.add(name);
                context.flush();
            }
        });
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel channel = EmbeddedChannel.builder().ticker(clock).build();
        channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter());
        return channel;
    }

    private Wire wire(EmbeddedChannel on, FrameFormat format, int most) {
        Wire wire = new SocketWire(on, turns, format, most, status -> Mono.empty());
        wire.write(outbound).subscribe();
        on.runPendingTasks();
        return wire;
    }

    private void offer(Wire wire, FrameFormat format, int from, int to) {
        queue(format, from, to);
        wire.soon();
        channel.runPendingTasks();
    }

    private void queue(FrameFormat format, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> outbound.offer(new Outgoing.Message(pong(format, number))));
    }

    private static byte[] pong(FrameFormat format, int number) {
        return format.message(new ServerFrame.Pong(Integer.toString(number), Instant.EPOCH));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private List<WebSocketFrame> written() {
        List<WebSocketFrame> all = new ArrayList<>();
        for (WebSocketFrame next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.add(next);
        }
        return all;
    }

    private static String text(WebSocketFrame message) {
        return message.content().toString(StandardCharsets.UTF_8);
    }
}

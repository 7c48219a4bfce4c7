package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.FrameFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/**
 * A WebSocket. What waits for it is written together and flushed once; where several frames wait, they share messages, so that neither
 * side pays for each of them alone.
 */
final class SocketWire extends Writer {

    /** Fewer are left alone: a message with one frame is what a person who looks at the network wants to see. */
    private static final int FEWEST = 4;

    /**
     * In bytes, of a message that holds several frames. Enough to be worth compressing; a line that breaks again and again gets nothing
     * done with messages that are larger than what it carries in between.
     */
    private static final int LARGEST = 8 * 1024;

    /** In bytes, about as much as Netty takes before it says that it is full. */
    private static final int PER_TURN = 64 * 1024;

    private final Function<CloseStatus, Mono<Void>> goodbye;
    private final FrameFormat format;
    private final int most;

    /**
     * @param goodbye sends the close frame, behind what was written
     * @param most frames that share a message; 1 = each has its own
     */
    SocketWire(Channel channel, Turns turns, FrameFormat format, int most, Function<CloseStatus, Mono<Void>> goodbye) {
        super(channel, turns);
        this.goodbye = goodbye;
        this.format = format;
        this.most = most;
    }

    @Override
    public Mono<Void> write(Outbound outbound) {
        return Mono.defer(() -> {
            channel().pipeline().addBefore(NettyPipeline.ReactiveBridge, "parley.writer", this);
            return begin(outbound);
        });
    }

    @Override
    public boolean carriesCodes() {
        return true;
    }

    @Override
    public Mono<Void> close(CloseCode code) {
        return goodbye.apply(new CloseStatus(code.code(), code.reason()));
    }

    @Override
    boolean writeSome(Outbound from) {
        if (!channel().isWritable()) {
            return false;
        }
        List<byte[]> together = new ArrayList<>();
        int bytes = 0;
        boolean written = false;
        while (bytes < PER_TURN) {
            Outgoing next = from.poll();
            if (next == null) {
                break;
            }
            written = true;
            bytes += next.size();
            switch (next) {
                case Outgoing.Message message -> together.add(message.bytes());
                case Outgoing.Ping ping -> {
                    write(together);
                    write(new PingWebSocketFrame());
                }
                case Outgoing.Pong pong -> {
                    write(together);
                    write(new PongWebSocketFrame(Unpooled.wrappedBuffer(pong.echo())));
                }
            }
        }
        write(together);
        if (written) {
            channel().flush();
        }
        return !from.isEmpty();
    }

    private void write(List<byte[]> frames) {
        if (frames.size() < FEWEST || most == 1) {
            frames.forEach(frame -> write(message(frame)));
        } else {
            int begin = 0;
            int bytes = 0;
            for (int index = 0; index < frames.size(); index++) {
                int size = frames.get(index).length;
                if (index > begin && (bytes + size > LARGEST || index - begin == most)) {
                    write(message(frames.subList(begin, index)));
                    begin = index;
                    bytes = 0;
                }
                bytes += size;
            }
            write(message(frames.subList(begin, frames.size())));
        }
        frames.clear();
    }

    private WebSocketFrame message(List<byte[]> frames) {
        return message(frames.size() == 1 ? frames.getFirst() : joint().of(format, frames));
    }

    private WebSocketFrame message(byte[] bytes) {
        ByteBuf content = Unpooled.wrappedBuffer(bytes);
        return format.binary() ? new BinaryWebSocketFrame(content) : new TextWebSocketFrame(content);
    }

    /** When it fails, the channel is dead, and that is heard of. */
    private void write(WebSocketFrame frame) {
        var _ = channel().write(frame);
    }
}

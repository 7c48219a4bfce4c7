package dev.parley.push.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Takes the turns of one connection: when something waits, and again when a socket that was full can be written to. Everything but
 * {@link #soon} and {@link #together} happens on the channel's event loop.
 */
abstract class Writer extends ChannelInboundHandlerAdapter implements Wire {

    private final Channel channel;
    private final Turns turns;
    private final AtomicBoolean comesSoon = new AtomicBoolean();
    private final AtomicBoolean comesLater = new AtomicBoolean();
    private final AtomicBoolean comesTogether = new AtomicBoolean();
    private final Sinks.Empty<Void> done = Sinks.empty();
    private volatile @Nullable Outbound outbound;

    Writer(Channel channel, Turns turns) {
        this.channel = channel;
        this.turns = turns;
    }

    /**
     * Writes some of what waits, and not for ever: others have their turns, too.
     *
     * @return whether it goes on at once; else something calls when it can
     */
    abstract boolean writeSome(Outbound from);

    /** Nothing more will be written. */
    void finished() {
        done.tryEmitEmpty();
    }

    /** Begins to take turns; completes at the end. */
    Mono<Void> begin(Outbound from) {
        outbound = from;
        soon();
        return done.asMono();
    }

    /** On the event loop. */
    Joint joint() {
        return turns.joint();
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void soon() {
        if (comesSoon.compareAndSet(false, true)) {
            turns.soon(() -> turn(comesSoon));
        }
    }

    @Override
    public void together() {
        if (!comesSoon.get() && !comesLater.get() && comesTogether.compareAndSet(false, true)) {
            turns.together(() -> turn(comesTogether));
        }
    }

    /** Behind those to whom something is told anew: there is more, and the socket takes it. */
    void later() {
        if (!comesSoon.get() && comesLater.compareAndSet(false, true)) {
            turns.later(() -> turn(comesLater));
        }
    }

    private void turn(AtomicBoolean which) {
        // Before it looks: whatever is offered from now on gets another turn.
        which.set(false);
        Outbound from = outbound;
        if (from == null) {
            return;
        }
        if (!channel.isActive()) {
            from.drop();
            finished();
        } else if (writeSome(from)) {
            later();
        } else if (from.ended() && from.isEmpty()) {
            finished();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            later();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        soon();
        context.fireChannelInactive();
    }
}

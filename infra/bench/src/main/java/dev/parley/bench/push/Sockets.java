package dev.parley.bench.push;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Many connections on two threads, each with as little of its own as a connection can have: what is measured is the other side. */
final class Sockets implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int OPENING_AT_ONCE = 50;
    private static final int LONGEST_FRAME = 1 << 20;

    private static final boolean NATIVE = Epoll.isAvailable();

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(THREADS, NATIVE ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    /** A connection takes a port of its address on this side, and an address has some 28,000 of them. */
    private static final int PER_ADDRESS = 20_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ConcurrentMap<String, LongAdder> returns = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> losses = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * Opens one that is told everything from now on. Completes once it is caught up. Whoever is told that the gateway is not ready, or
     * is cut off before that, comes back after a moment, as every client does.
     */
    CompletableFuture<Channel> open(URI gateway, String token, Hearing hearing) {
        return open(gateway, token, hearing, System.nanoTime() + PATIENCE.toNanos());
    }

    private CompletableFuture<Channel> open(URI gateway, String token, Hearing hearing, long end) {
        return tryToOpen(gateway, token, hearing).exceptionallyCompose(failure -> {
            if (closing || System.nanoTime() - end > 0 || !Ear.mayComeBack(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            count(returns, Ear.reason(failure));
            return CompletableFuture.runAsync(() -> {}, later())
                    .thenCompose(waited -> open(gateway, token, hearing, end));
        });
    }

    /** How often somebody had to come back before they were caught up, by why; begins anew with each call. */
    Map<String, Long> takeReturns() {
        Map<String, Long> taken = new TreeMap<>();
        returns.forEach((why, times) -> taken.put(why, times.sum()));
        returns.clear();
        return taken;
    }

    /** Why connections ended that were caught up; empty = none did. */
    String losses() {
        return losses.isEmpty() ? "" : "; connections were lost: " + losses;
    }

    private static Executor later() {
        long millis = 200 + ThreadLocalRandom.current().nextLong(800);
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Channel> tryToOpen(URI gateway, String token, Hearing hearing) {
        URI address = URI.create(gateway.toString().replaceFirst("^http", "ws")).resolve("/ws");
        HttpHeaders headers = new DefaultHttpHeaders().add("Authorization", "Bearer " + token);
        WebSocketClientProtocolConfig protocol = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address)
                .version(WebSocketVersion.V13)
                .subprotocol("parley.json.v1")
                .customHeaders(headers)
                .maxFramePayloadLength(LONGEST_FRAME)
                .handleCloseFrames(false)
                .withUTF8Validator(false)
                .handshakeTimeoutMillis(60_000)
                .build();
        CompletableFuture<Channel> caughtUp = new CompletableFuture<>();
        if (closing) {
            caughtUp.cancel(false);
            return caughtUp;
        }
        var _ = new Bootstrap()
                .group(loops)
                .channel(NATIVE ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(8_192),
                                        new WebSocketClientProtocolHandler(protocol),
                                        new Ear(hearing, caughtUp, Sockets.this::lost));
                    }
                })
                .connect(new InetSocketAddress(address.getHost(), address.getPort()), source())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        caughtUp.completeExceptionally(connected.cause());
                    }
                });
        return caughtUp;
    }

    private void lost(String why) {
        if (!closing) {
            count(losses, why);
        }
    }

    private static void count(ConcurrentMap<String, LongAdder> by, String why) {
        by.computeIfAbsent(why, unknown -> new LongAdder()).increment();
    }

    /** The first of them wherever the system likes, the others at further addresses of this machine. */
    private @Nullable SocketAddress source() {
        int address = open.size() / PER_ADDRESS % 250;
        return address == 0 ? null : new InetSocketAddress("127.0.0." + (1 + address), 0);
    }

    /** The connections of these people, once all are caught up; some at a time. Blocking. */
    List<Channel> openAll(URI gateway, Passes passes, int from, int to, Hearing hearing) throws InterruptedException {
        Semaphore free = new Semaphore(OPENING_AT_ONCE);
        List<CompletableFuture<Channel>> opening = new ArrayList<>();
        for (int person = from; person < to; person++) {
            String pass = passes.of(person);
            free.acquire();
            opening.add(open(gateway, pass, hearing).whenComplete((channel, failure) -> free.release()));
        }
        return opening.stream()
                .map(each -> each.orTimeout(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS)
                        .join())
                .toList();
    }

    /** Blocking. */
    static void closeAll(List<Channel> channels) {
        for (Channel channel : channels) {
            if (channel.pipeline().get(Ear.class) != null) { // one that was closed meanwhile has none
                channel.pipeline().remove(Ear.class); // what ends on purpose is not lost
            }
        }
        List<ChannelFuture> closing = channels.stream().map(Channel::close).toList();
        closing.forEach(ChannelFuture::awaitUninterruptibly);
    }

    @Override
    public void close() {
        closing = true;
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

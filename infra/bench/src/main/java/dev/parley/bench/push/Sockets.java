package dev.parley.bench.push;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Many connections on two threads, each with as little of its own as a connection can have: what is measured is the other side. */
final class Sockets implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int OPENING_AT_ONCE = 50;
    private static final int LONGEST_FRAME = 1 << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());

    /**
     * Opens one that is told everything from now on. Completes once it is caught up. Whoever is told that the gateway is not ready comes
     * back after a moment, as every client does.
     */
    CompletableFuture<Channel> open(URI gateway, String token, Hearing hearing) {
        return tryToOpen(gateway, token, hearing)
                .exceptionallyCompose(failure -> Ear.mayComeBack(failure)
                        ? CompletableFuture.runAsync(() -> {}, later())
                                .thenCompose(waited -> open(gateway, token, hearing))
                        : CompletableFuture.failedFuture(failure));
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
                .handshakeTimeoutMillis(60_000)
                .build();
        CompletableFuture<Channel> caughtUp = new CompletableFuture<>();
        var _ = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(8_192),
                                        new WebSocketClientProtocolHandler(protocol),
                                        new Ear(hearing, caughtUp));
                    }
                })
                .connect(address.getHost(), address.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        caughtUp.completeExceptionally(connected.cause());
                    }
                });
        return caughtUp;
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
                .map(each -> each.orTimeout(2, TimeUnit.MINUTES).join())
                .toList();
    }

    /** Blocking. */
    static void closeAll(List<Channel> channels) {
        List<ChannelFuture> closing = channels.stream().map(Channel::close).toList();
        closing.forEach(ChannelFuture::awaitUninterruptibly);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

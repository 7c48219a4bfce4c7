package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Clients' connections, on a free port of the loopback address. The library's own server, but for {@link Requests}. */
final class Listener implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING = 100;
    private static final long PATIENCE_SECONDS = 5;

    private final EventLoopGroup accepting = group("mongo-server-boss", 1);
    private final EventLoopGroup working = group("mongo-server-worker", THREADS);
    private final ChannelGroup clients = new DefaultChannelGroup("mongodb-channels", working.next());
    private final Channel channel;

    Listener(MongoBackend backend) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(accepting, working)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, WAITING)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // A thousand documents come in one request: memory of that size is better kept than fetched each time.
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    public void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(
                                        new MongoWireReplyEncoder(),
                                        new MongoWireMessageEncoder(),
                                        new Requests(),
                                        new MongoDatabaseHandler(backend, clients),
                                        new MongoExceptionHandler());
                    }
                });
        channel = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), NioIoHandler.newFactory());
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Returns when nothing is asked any more. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        Future<?> accepted = accepting.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
        Future<?> worked = working.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
        accepted.syncUninterruptibly();
        worked.syncUninterruptibly();
    }
}

package dev.parley.standalone.part;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.connection.TransportSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads of the view store's clients. Spring Boot's own would keep us waiting for two quiet seconds at every stop. */
@Configuration(proxyBeanMethods = false)
public class ViewStoreTransport {

    private static final int THREADS = 2;

    @Bean
    ClientThreads viewStoreClientThreads() {
        return new ClientThreads(new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory()));
    }

    @Bean
    MongoClientSettings viewStoreClientSettings(@Value("${parley.mongo.uri}") String uri, ClientThreads threads) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .transportSettings(TransportSettings.nettyBuilder()
                        .eventLoopGroup(threads.group())
                        .build())
                .build();
    }

    /** Ends without a quiet time: when it is closed, its clients are. */
    record ClientThreads(EventLoopGroup group) implements DisposableBean {

        @Override
        public void destroy() {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }
}

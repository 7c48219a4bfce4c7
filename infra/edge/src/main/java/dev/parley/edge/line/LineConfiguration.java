package dev.parley.edge.line;

import dev.parley.api.Reason;
import dev.parley.edge.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** Every reactive server's connections. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LineSettings.class)
public class LineConfiguration {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wholeRequests(LineSettings settings, JsonMapper json) {
        RequestDeadlines.Answers tooSlow = new RequestDeadlines.Answers(
                json.writeValueAsString(tooSlow("headers were", settings.headersWithin())),
                json.writeValueAsString(tooSlow("body was", settings.bodyWithin())));
        return server -> server.addServerCustomizers(
                netty -> netty.doOnChannelInit((observer, channel, remote) -> watch(channel, settings, tooSlow)));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connectionLimit(LineSettings settings, JsonMapper json) {
        ConnectionLimit limit = new ConnectionLimit(
                settings,
                json.writeValueAsBytes(Problem.of(
                        Reason.RETRY_LATER, "Too many connections are open from your address.", null, null)));
        return server -> server.addServerCustomizers(
                netty -> netty.doOnChannelInit((observer, channel, remote) -> limit.count(channel)));
    }

    private static Problem tooSlow(String what, Duration within) {
        return Problem.of(
                Reason.MALFORMED, "The " + what + " not whole after " + within.toSeconds() + " s.", null, null);
    }

    private static void watch(Channel channel, LineSettings settings, RequestDeadlines.Answers tooSlow) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addAfter(NettyPipeline.HttpCodec, "parley.addresses", new ReadableAddresses());
        new RequestDeadlines(settings, tooSlow).watch(pipeline);
    }
}

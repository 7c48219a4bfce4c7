package dev.parley.standalone;

import dev.parley.node.CannotStart;
import dev.parley.push.PushGatewayConfiguration;
import dev.parley.standalone.control.ControlLine;
import dev.parley.standalone.control.Requests;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.part.ViewStoreTransport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * {@code ./parley gateway}: one more push gateway for a Parley that runs on this machine, in a process of its own, on the same Kafka and
 * the same views. It ends with the Parley that it belongs to.
 */
final class AnotherGateway {

    private final Progress progress;

    AnotherGateway(Progress progress) {
        this.progress = progress;
    }

    /** Returns when it is ready; from then on it runs until the process is told to end, or the Parley is gone. */
    void run(List<String> words) throws CannotStart, ToolFailed {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(words);
        Arguments arguments = Arguments.parse(all.toArray(String[]::new));
        ControlLine parley = ControlLine.ask(arguments.data(), Requests.GATEWAY);
        ConfigurableApplicationContext context = start(arguments, GatewaySettings.ofLine(parley.next()));
        Thread.ofPlatform().daemon().name("parley-watch").start(() -> {
            parley.awaitEnd();
            progress.say("The Parley that this gateway belongs to has ended. The gateway stops.");
            System.exit(0);
        });
        progress.say("Health: http://127.0.0.1:" + port(context, "local.management.port") + "/actuator/health");
        progress.say("Parley's gateway is ready: http://127.0.0.1:" + port(context, "local.server.port"));
    }

    private static ConfigurableApplicationContext start(Arguments arguments, GatewaySettings parley) {
        Map<String, String> all = new LinkedHashMap<>(parley.properties());
        all.put("server.port", Integer.toString(arguments.port()));
        all.put("server.address", "127.0.0.1");
        all.put("management.server.port", "0");
        all.put("management.server.address", "127.0.0.1");
        Path log = arguments
                .data()
                .resolve("logs")
                .resolve("gateway-" + ProcessHandle.current().pid() + ".log");
        all.put("logging.file.name", log.toString());
        all.put("logging.threshold.console", "OFF");
        all.putAll(arguments.settings());
        String[] words = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Configuration.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .run(words);
    }

    private static String port(ConfigurableApplicationContext context, String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /** The gateway alone, on a class path that holds the other services too. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
                "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration"
            })
    @Import({PushGatewayConfiguration.class, ViewStoreTransport.class})
    static class Configuration {}
}

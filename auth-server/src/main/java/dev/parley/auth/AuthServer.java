package dev.parley.auth;

import dev.parley.auth.admin.FirstAdministrator;
import dev.parley.auth.failure.CannotStart;
import dev.parley.auth.session.Brokers;
import dev.parley.auth.store.StoreCopy;
import dev.parley.auth.store.StoreHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A running authorization server inside somebody else's process: a context of its own on a loopback port of its own. It leaves the
 * host's logging, JMX and shutdown alone; the host closes it.
 */
public final class AuthServer implements AutoCloseable {

    /** The paths that a front door has to forward here, as patterns of Spring's; every other path is somebody else's. */
    public static final List<String> PATHS = List.of(
            "/api/v1/accounts",
            "/api/v1/me",
            "/api/v1/me/password",
            "/api/v1/me/email",
            "/api/v1/password-resets/**",
            "/api/v1/email-verifications/**",
            "/api/v1/administrators",
            "/api/v1/admin/users/**",
            "/api/v1/sessions/**",
            "/api/v1/me/devices/**",
            "/api/v1/me/totp/**",
            "/api/v1/me/recovery-codes",
            "/api/v1/me/factors",
            "/api/v1/applications/**",
            "/api/v1/me/consents/**",
            "/api/v1/admin/audit/**",
            "/id/**",
            "/oauth2/**",
            "/userinfo",
            "/connect/**",
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server");

    /** Whatever the host is configured with, also by system properties, is not meant for this context. */
    private static final Map<String, Object> AS_A_GUEST = Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            "spring.config.name", "parley-auth-server",
            "spring.jmx.enabled", "false",
            "parley.tls.certificate", "",
            "parley.tls.private-key", "",
            "spring.main.web-application-type", "servlet");

    private final ConfigurableApplicationContext context;
    private final WebServer webServer;

    private AuthServer(ConfigurableApplicationContext context, WebServer webServer) {
        this.context = context;
        this.webServer = webServer;
    }

    /**
     * Returns once requests are answered.
     *
     * @param properties {@code parley.auth.*} and whatever else should differ from the defaults; they come before everything else
     * @param commands reaches the command side; closing the server leaves it open
     * @param kafka the address of the brokers, which hear of revocations; it may come later
     * @throws CannotStart when the store or the keys cannot be used, with a sentence that says so
     */
    public static AuthServer start(Map<String, Object> properties, CommandGateway commands, Future<String> kafka) {
        return start(properties, commands, Clock.systemUTC(), new Brokers(kafka));
    }

    /** @param parts come in the place of what it would make by itself */
    static AuthServer start(Map<String, Object> properties, CommandGateway commands, Clock clock, Object... parts) {
        Map<String, Object> settings = new HashMap<>(AS_A_GUEST);
        settings.putAll(properties);
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("parley-auth-guest", settings));
        SpringApplication application = new SpringApplicationBuilder(AuthServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .environment(environment)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .addCommandLineProperties(false)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("commandGateway", commands);
                    context.getBeanFactory()
                            .registerSingleton("clock", AuthServerConfiguration.asFineAsTheStore(clock));
                    for (Object part : parts) {
                        context.getBeanFactory()
                                .registerSingleton(part.getClass().getName(), part);
                    }
                })
                .application();
        application.setListeners(application.getListeners().stream()
                .filter(AuthServer::isHarmless)
                .toList());
        ConfigurableApplicationContext context = run(application);
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return new AuthServer(context, web.getWebServer());
        }
        context.close();
        throw new IllegalStateException("The authorization server came up without a web server.");
    }

    /** The loopback port that it answers on. */
    public int port() {
        return webServer.getPort();
    }

    /** Whether it can do its work, which is to say whether its store answers. Blocks for at most five seconds. */
    public boolean healthy() {
        return context.isActive() && context.getBean(StoreHealth.class).answers();
    }

    /**
     * A new address, good for one use, where whoever reads it becomes the first administrator; empty when there is one already. A link
     * that was made before is worth nothing then.
     */
    public Optional<String> firstAdministratorLink() {
        return context.getBean(FirstAdministrator.class).newLink();
    }

    /**
     * Copies the identity store, as of one moment and while it is used, into a file that H2 can open.
     *
     * @param file must not exist yet
     * @throws IllegalStateException when the store is another database than H2, with a sentence that says so
     */
    public void copyStore(Path file) throws IOException {
        context.getBean(StoreCopy.class).into(file);
    }

    /** Lets requests finish, for two seconds at most, then ends. Calling it again does nothing. */
    @Override
    public void close() {
        context.close();
    }

    private static ConfigurableApplicationContext run(SpringApplication application) {
        try {
            return application.run();
        } catch (RuntimeException e) {
            throw CannotStart.in(e);
        }
    }

    /** The one listener that would set up the process's logging once more, and tear it down on close. */
    private static boolean isHarmless(ApplicationListener<?> listener) {
        return !(listener instanceof LoggingApplicationListener);
    }
}

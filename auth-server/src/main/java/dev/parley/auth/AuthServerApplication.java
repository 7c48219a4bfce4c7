package dev.parley.auth;

import dev.parley.auth.admin.FirstAdministrator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The authorization server as a process of its own. It needs a command bus that reaches the command side: a configuration class with a
 * {@code CommandGateway} bean, named by {@code --spring.main.sources=…}. Without one it says so and stops. It speaks TLS by two PEM
 * files, {@code --parley.tls.certificate=…} and {@code --parley.tls.private-key=…}, and takes up renewed ones while it runs.
 */
public final class AuthServerApplication {

    private static final Logger log = LoggerFactory.getLogger(AuthServerApplication.class);

    private AuthServerApplication() {}

    public static void main(String... arguments) {
        ConfigurableApplicationContext server = run(arguments);
        // The log is the one place that whoever runs this can read and nobody else.
        server.getBean(FirstAdministrator.class)
                .newLink()
                .ifPresent(link -> log.info("Make yourself the administrator: {}", link));
    }

    static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(AuthServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .run(arguments);
    }
}

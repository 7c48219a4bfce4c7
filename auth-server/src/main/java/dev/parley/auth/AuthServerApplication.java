package dev.parley.auth;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The authorization server as a process of its own. It needs a command bus that reaches the command side: a configuration class with a
 * {@code CommandGateway} bean, named by {@code --spring.main.sources=…}. Without one it says so and stops.
 */
public final class AuthServerApplication {

    private AuthServerApplication() {}

    public static void main(String... arguments) {
        new SpringApplicationBuilder(AuthServerConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .run(arguments);
    }
}

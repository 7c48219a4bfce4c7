package dev.parley.auth;

import dev.parley.auth.failure.CannotStart;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The whole authorization server. It names each part of Spring Boot that it uses, because in one process with the other services the
 * class path holds much that it does not. The one bean that has to come from outside is the {@link CommandGateway}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
@PropertySource("classpath:parley-auth-defaults.properties")
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    SslAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
public class AuthServerConfiguration {

    private static final String REACTOR_HOOK = "securityReactorContextSubscriberRegistrar";

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return asFineAsTheStore(Clock.systemUTC());
    }

    /** A database keeps microseconds and rounds what is finer: a moment read back could lie after the one that was written. */
    static Clock asFineAsTheStore(Clock clock) {
        return Clock.tick(clock, Duration.of(1, ChronoUnit.MICROS));
    }

    /**
     * Spring Security wraps every reactive step of the whole process to hand a servlet request's caller to it. Nothing here is reactive,
     * and where the other services share the process each of their requests and pushes would pay for it.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor leavesReactorAlone() {
        return registry -> {
            if (registry.containsBeanDefinition(REACTOR_HOOK)) {
                registry.removeBeanDefinition(REACTOR_HOOK);
            }
        };
    }

    @Bean
    static BeanFactoryPostProcessor commandBusIsThere() {
        return beans -> {
            if (beans.getBeanNamesForType(CommandGateway.class, true, false).length == 0) {
                throw new CannotStart(
                        "The authorization server tells the command side of every new person, and there is no command "
                                + "bus to do it by. Start everything together with ./parley start, or name a configuration class "
                                + "that has a CommandGateway bean in --spring.main.sources.");
            }
        };
    }
}

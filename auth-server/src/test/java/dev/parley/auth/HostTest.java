package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parley.auth.failure.CannotStart;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** The server as a guest in somebody else's process. */
@ExtendWith(OutputCaptureExtension.class)
class HostTest {

    @Test
    void itAddsNothingToTheHostsReactiveSteps(@TempDir Path folder) {
        try (AuthServer _ = new House(folder, new CommandSide()).open()) {
            Boolean untouched = Mono.deferContextual(context -> Mono.just(context.isEmpty()))
                    .block();

            assertThat(untouched).isTrue();
        }
    }

    @Test
    void itLeavesTheHostsLoggingAlone(@TempDir Path folder) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var appenders = root.iteratorForAppenders().next();

        new House(folder, new CommandSide()).open().close();

        assertThat(root.iteratorForAppenders().next()).isSameAs(appenders);
        assertThat(root.getLoggerContext().getTurboFilterList()).isEmpty();
    }

    @Test
    void whatTheHostIsSetToIsNotMeantForIt(@TempDir Path folder) {
        System.setProperty("server.port", "1");
        System.setProperty("spring.main.web-application-type", "reactive");
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            assertThat(server.port()).isGreaterThan(1);
            assertThat(server.healthy()).isTrue();
        } finally {
            System.clearProperty("server.port");
            System.clearProperty("spring.main.web-application-type");
        }
    }

    @Test
    void noPasswordAndNoTokenIsEverLogged(@TempDir Path folder) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger client = (Logger) LoggerFactory.getLogger("jdk.internal.httpclient");
        Level before = root.getLevel();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
        client.setLevel(Level.OFF);
        Answer session;
        Answer renewed;
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            front.signIn("ana", "a wrong password").expect(401);
            session = front.signIn("ana").expect(200);
            renewed = front.refresh(session.text("refreshToken")).expect(200);
            front.devices(renewed.text("accessToken")).expect(200);
            front.refresh(session.text("refreshToken")).expect(401);
            front.signOut(renewed.text("accessToken")).expect(401);
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
        }

        assertThat(lines).anyMatch(line -> line.contains("/api/v1/sessions"));
        assertThat(String.join("\n", lines))
                .doesNotContain(Front.PASSWORD, "a wrong password", "$argon2id$")
                .doesNotContain(session.text("accessToken"), session.text("refreshToken"))
                .doesNotContain(renewed.text("accessToken"), renewed.text("refreshToken"));
    }

    @Test
    void aloneItSaysThatItNeedsACommandBus(CapturedOutput output) {
        try {
            AuthServerApplication.main("--server.port=0", "--spring.main.banner-mode=off");
        } catch (RuntimeException e) {
            assertThat(e).isInstanceOf(CannotStart.class);
        }

        assertThat(output).contains("there is no command bus", "./parley start", "--spring.main.sources");
    }
}

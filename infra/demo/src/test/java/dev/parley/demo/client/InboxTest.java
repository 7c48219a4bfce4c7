package dev.parley.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InboxTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Inbox inbox = new Inbox();

    @Test
    void aFrameIsTakenOnceAndWhatIsPassedOverStays() {
        hear("a", "b", "a");

        assertThat(take("b")).isEqualTo("b");
        assertThat(take("a")).isEqualTo("a");
        assertThat(take("a")).isEqualTo("a");
        assertThatExceptionOfType(Unmet.class).isThrownBy(() -> take("a"));
        assertThat(inbox.all(frame -> frame.is("a"))).hasSize(2);
    }

    @Test
    void itWaitsForAFrameThatComesLater() {
        Thread.startVirtualThread(() -> hear("a"));
        assertThat(inbox.take("a", frame -> frame.is("a"), Duration.ofSeconds(10))
                        .type())
                .isEqualTo("a");
    }

    @Test
    void whoWaitsOnAClosedConnectionIsToldHowItEnded() {
        hear("bye");
        inbox.close(new Closed(4401, "no token"));
        inbox.close(new Closed(Closed.BROKEN, "afterwards"));

        assertThatExceptionOfType(Unmet.class)
                .isThrownBy(() -> take("a"))
                .withMessageContaining("4401")
                .withMessageContaining("bye");
        assertThat(inbox.awaitClosed(AT_ONCE).code()).isEqualTo(4401);
    }

    private void hear(String... types) {
        for (String type : types) {
            inbox.add(new Frame(JsonMapper.shared().createObjectNode().put("type", type), 0));
        }
    }

    private String take(String type) {
        return inbox.take(type, frame -> frame.is(type), AT_ONCE).type();
    }
}

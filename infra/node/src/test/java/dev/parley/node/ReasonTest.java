package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void aPortThatWasTakenIsSaidHoweverDeepItLies() {
        Exception failure = new RuntimeException("startup failed", new IOException(new BindException("in use")));

        assertThat(Reason.of(failure)).isEqualTo("a port was taken while it started (in use).");
    }

    @Test
    void aKnownReasonIsSaidAsItIs() {
        assertThat(Reason.of(new RuntimeException(new CannotStart("the moon is in the wrong house."))))
                .isEqualTo("the moon is in the wrong house.");
    }

    @Test
    void aRefusalOfTheSystemIsSaidInItsWords() {
        assertThat(Reason.of(new RuntimeException("outer", new IOException("No space left on device"))))
                .isEqualTo("No space left on device.");
    }

    @Test
    void anUnknownReasonIsOneLineWithItsKind() {
        assertThat(Reason.of(new IllegalStateException("this and\nthat")))
                .isEqualTo("java.lang.IllegalStateException: this and.");
    }
}

package dev.parley.auth.factor;

import dev.parley.auth.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;

/** An authenticator app, as it was set up from what the server answered. */
public record App(String secret, Clock clock) {

    static App scanning(Answer setUp, Clock clock) {
        return new App(setUp.text("secret"), clock);
    }

    public String code() {
        return codeIn(Duration.ZERO);
    }

    String codeIn(Duration time) {
        return TimeCodes.at(new Base32().decode(secret), clock.instant().plus(time));
    }

    /** Six digits that are no code of these minutes. */
    String wrongCode() {
        for (int code = 0; ; code++) {
            String candidate = String.format(Locale.ROOT, "%06d", code);
            boolean good = false;
            for (int step = -10; step <= 10; step++) {
                good |= candidate.equals(codeIn(Duration.ofSeconds(30L * step)));
            }
            if (!good) {
                return candidate;
            }
        }
    }
}

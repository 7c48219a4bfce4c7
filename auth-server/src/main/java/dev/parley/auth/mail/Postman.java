package dev.parley.auth.mail;

import dev.parley.auth.round.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the letters that wait, a few at a time. Before it writes one, it puts the next attempt off, so that a letter is sent again
 * when this process dies over it: once too often rather than never.
 */
@Component
final class Postman extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 8;
    private static final Duration ROUND = Duration.ofMillis(250);
    /** A mail server gives about as many before it has taken a mail. */
    private static final int ANSWERS = 6;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Letters letters;
    private final Map<LetterKind, LetterWriter> writers = new HashMap<>();
    private final Mail mail;
    private final MailSettings settings;
    private final Clock clock;

    Postman(Letters letters, List<LetterWriter> writers, Mail mail, MailSettings settings, Clock clock) {
        super("mails", ROUND, "they wait");
        this.letters = letters;
        writers.forEach(writer -> writer.kinds().forEach(kind -> this.writers.put(kind, writer)));
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void round() {
        List<Letter> due;
        do {
            due = isRunning() ? letters.due(AT_ONCE) : List.of();
            deliver(due);
        } while (due.size() == AT_ONCE);
    }

    private void deliver(List<Letter> due) {
        if (due.isEmpty()) {
            return;
        }
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(letter -> senders.execute(() -> deliver(letter)));
        }
    }

    private void deliver(Letter letter) {
        Instant now = clock.instant();
        try {
            if (!letters.claim(letter, now.plus(settings.timeout().multipliedBy(ANSWERS)))) {
                return;
            }
            LetterWriter writer = writers.get(letter.kind());
            if (writer != null) {
                writer.write(letter).ifPresent(mail::send);
            }
            letters.done(letter);
        } catch (RuntimeException e) {
            // A mail's content and its address are nobody's business; its id leads to both.
            boolean givenUp = letter.postedAt().plus(settings.patience()).isBefore(now);
            log.warn(
                    "The letter {} about {} was not sent{}: {}",
                    letter.id(),
                    letter.kind(),
                    givenUp ? " for too long and is given up" : ", and will be tried again",
                    e.toString());
            if (givenUp) {
                letters.done(letter);
            } else {
                letters.putOff(letter, now.plus(waitAfter(letter.attempts())));
            }
        }
    }

    private Duration waitAfter(int attempts) {
        Duration wait = settings.retry().multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}

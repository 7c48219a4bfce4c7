package dev.parley.auth.mail;

import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.mail.Mail.MailRefused;
import dev.parley.auth.round.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the letters that wait, a few at a time. Before it writes one, it puts the next attempt off, so that a letter is sent again
 * when this process dies over it: once too often rather than never.
 */
@Component
final class Postman extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 8;
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Letters letters;
    private final LetterWriter writer;
    private final Mail mail;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final MailSettings settings;
    private final Clock clock;

    Postman(
            Letters letters,
            LetterWriter writer,
            Mail mail,
            Audit audit,
            TransactionOperations transactions,
            MailSettings settings,
            Clock clock) {
        super("mails", ROUND, "they wait");
        this.letters = letters;
        this.writer = writer;
        this.mail = mail;
        this.audit = audit;
        this.transactions = transactions;
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
            if (!letters.claim(letter, now.plus(settings.longestAttempt().multipliedBy(2)))) {
                return;
            }
            writer.write(letter).ifPresent(mail::send);
            letters.done(letter);
        } catch (MailRefused e) {
            giveUp(letter, e.code() + " of the mail server");
        } catch (RuntimeException e) {
            // A mail's content and its address are nobody's business; its id leads to both.
            log.warn("The letter {} ({}) was not sent yet: {}", letter.id(), letter.kind(), e.toString());
            if (letter.postedAt().plus(settings.patience()).isBefore(now)) {
                giveUp(letter, "not taken for " + settings.patience());
            } else {
                letters.putOff(letter, now.plus(waitAfter(letter.attempts())));
            }
        }
    }

    private void giveUp(Letter letter, String why) {
        log.warn("The letter {} ({}) is given up: {}", letter.id(), letter.kind(), why);
        AuditEntry entry = AuditEntry.of(AuditKind.MAIL_GIVEN_UP)
                .with("letter", letter.kind().name())
                .with("why", why);
        transactions.executeWithoutResult(transaction -> {
            letters.done(letter);
            audit.note(writer.addressee(letter).map(entry::to).orElse(entry));
        });
    }

    private Duration waitAfter(int attempts) {
        Duration wait = settings.retry().multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}

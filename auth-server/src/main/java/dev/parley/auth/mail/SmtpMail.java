package dev.parley.auth.mail;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands mails to a mail server. */
final class SmtpMail implements Mail {

    /** From here on, answers are for good (RFC 5321, 4.2.1). */
    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final MailSettings settings;
    private final Clock clock;

    SmtpMail(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        boolean signsIn = !settings.username().isEmpty();
        if (signsIn) {
            sender.setUsername(settings.username());
            sender.setPassword(settings.password());
        }
        Properties smtp = sender.getJavaMailProperties();
        String timeout = Long.toString(settings.timeout().toMillis());
        smtp.setProperty("mail.smtp.connectiontimeout", timeout);
        smtp.setProperty("mail.smtp.timeout", timeout);
        smtp.setProperty("mail.smtp.writetimeout", timeout);
        // Once it has taken the mail, how it says good-bye makes no difference.
        smtp.setProperty("mail.smtp.quitwait", "false");
        smtp.setProperty("mail.smtp.auth", Boolean.toString(signsIn));
        smtp.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        smtp.setProperty("mail.mime.allowutf8", "true");
        switch (settings.security()) {
            case STARTTLS -> {
                smtp.setProperty("mail.smtp.starttls.enable", "true");
                smtp.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> smtp.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
    }

    /** On a thread of its own, because a server that says a word now and then is never silent for long enough. */
    @Override
    public void send(MailMessage message) {
        FutureTask<Void> sending = new FutureTask<>(() -> deliver(message), null);
        Thread.ofVirtual().name("parley-smtp").start(sending);
        try {
            sending.get(settings.longestAttempt().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failure(cause == null ? e : cause);
        } catch (TimeoutException e) {
            throw new MailNotSent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailNotSent(e);
        } finally {
            sending.cancel(true); // closes the connection, if it is still there
        }
    }

    private void deliver(MailMessage message) {
        try {
            sender.send(Mime.of(message, settings.from(), clock.instant(), sender.getSession()));
        } catch (MessagingException e) {
            throw new MailNotSent(e);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof MailSendException refused) {
            for (Exception each : refused.getMessageExceptions()) {
                int code = codeForGood(each);
                if (code != 0) {
                    return new MailRefused(code);
                }
            }
        }
        return cause instanceof MailNotSent known ? known : new MailNotSent(cause);
    }

    /**
     * What the server says for good of the recipient or the mail; 0 = nothing. That it does not like the sender is a matter of our
     * settings, which somebody may mend before the mail is too old.
     */
    private static int codeForGood(@Nullable Exception failure) {
        return switch (failure) {
            case SMTPAddressFailedException recipient
            when recipient.getReturnCode() >= PERMANENT -> recipient.getReturnCode();
            case SMTPSendFailedException mail
            when mail.getReturnCode() >= PERMANENT && !mail.getCommand().startsWith("MAIL") -> mail.getReturnCode();
            case MessagingException other -> codeForGood(other.getNextException());
            case null, default -> 0;
        };
    }
}

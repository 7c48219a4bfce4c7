package dev.parley.auth.mail;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands mails to a mail server. */
final class SmtpMail implements Mail {

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

    @Override
    public void send(MailMessage message) {
        try {
            var mail = Mime.of(message, settings.from(), clock.instant(), sender.getSession());
            sender.send(mail);
        } catch (MessagingException | MailException e) {
            throw new MailNotSent(e);
        }
    }
}

package dev.parley.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.springframework.mail.javamail.MimeMessageHelper;

/** A mail as it travels: text for those who want text, HTML for the others. */
final class Mime {

    private Mime() {}

    /** @throws MessagingException when an address is none; a line break in one cannot start a header of its own */
    static MimeMessage of(MailMessage mail, String from, Instant sentAt, Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from, true));
        helper.setTo(new InternetAddress(mail.to(), true));
        helper.setSentDate(Date.from(sentAt));
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        // RFC 3834: nobody's holiday answers a machine.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}

package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The mails that a server without a mail server leaves in its outbox. */
public record Mailbox(Path outbox) {

    /** One mail as its reader sees it. */
    public record Received(String to, String subject, String text, String html, String headers) {

        /** The token of its link. */
        public String token() {
            Matcher link = Pattern.compile("/id/(?:reset|verify)\\?token=([A-Za-z0-9_-]+)")
                    .matcher(text);
            assertThat(link.find()).as(text).isTrue();
            return link.group(1);
        }
    }

    /** Waits until so many mails with these words in their subject have come to this address; the newest. */
    public Received await(String to, String subject, int many) {
        Awaitility.await().until(() -> of(to, subject).size() >= many);
        return of(to, subject).getLast();
    }

    public Received await(String to, String subject) {
        return await(to, subject, 1);
    }

    public List<Received> of(String to, String subject) {
        return all().stream()
                .filter(mail -> mail.to().equals(to) && mail.subject().contains(subject))
                .toList();
    }

    /** In the order in which they were sent. */
    public List<Received> all() {
        if (!Files.isDirectory(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            String headers = String.join("\n", Collections.list(mail.getAllHeaderLines()));
            return new Received(
                    mail.getAllRecipients()[0].toString(),
                    mail.getSubject(),
                    part(mail, "text/plain"),
                    part(mail, "text/html"),
                    headers);
        } catch (IOException | MessagingException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String part(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}

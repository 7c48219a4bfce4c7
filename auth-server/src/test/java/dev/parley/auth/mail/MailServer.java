package dev.parley.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server. It takes everything, unless it was told what to do with the next mails. */
final class MailServer implements AutoCloseable {

    /** @param to the addresses of the envelope */
    record Delivered(String from, List<String> to, MimeMessage mail) {}

    interface Mood {

        void show() throws RejectException;
    }

    private final Queue<Mood> atTheRecipient = new ConcurrentLinkedQueue<>();
    private final Queue<Mood> atTheMail = new ConcurrentLinkedQueue<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final CountDownLatch patience = new CountDownLatch(1);
    private final SMTPServer server;

    MailServer(int port) {
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Handler())
                .build();
        server.start();
    }

    MailServer() {
        this(0);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** What has to be said to a server so that it sends mails here. */
    Map<String, Object> settings() {
        return settings(port());
    }

    static Map<String, Object> settings(int port) {
        return Map.of(
                "parley.auth.mail.host", "127.0.0.1",
                "parley.auth.mail.port", port,
                "parley.auth.mail.security", "NONE",
                "parley.auth.mail.from", "Parley <parley@example.org>",
                "parley.auth.mail.timeout", "2s",
                "parley.auth.mail.retry", "20ms");
    }

    void refusesTheNextRecipient(int code) {
        atTheRecipient.add(() -> {
            throw new RejectException(code, "Not so.");
        });
    }

    void refusesTheNextMail(int code) {
        atTheMail.add(() -> {
            throw new RejectException(code, "Not so.");
        });
    }

    void hangsUpAtTheNextMail() {
        atTheMail.add(() -> {
            throw new DropConnectionException(421, "Gone.");
        });
    }

    /** Until it is closed. */
    void stallsAtTheNextMail() {
        atTheMail.add(() -> {
            try {
                patience.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    List<Delivered> delivered() {
        return delivered;
    }

    /** How often somebody wanted to leave a mail, taken or not. */
    int attempts() {
        return recipients.size();
    }

    @Override
    public void close() {
        patience.countDown();
        server.stop();
    }

    private final class Handler implements MessageHandler {

        private String from = "";
        private final List<String> to = new CopyOnWriteArrayList<>();

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            recipients.add(recipient);
            to.add(recipient);
            show(atTheRecipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            MimeMessage mail = read(data);
            show(atTheMail);
            delivered.add(new Delivered(from, to, mail));
            return null;
        }

        @Override
        public void done() {}

        private static MimeMessage read(InputStream data) throws IOException {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), data);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }

        private static void show(Queue<Mood> moods) throws RejectException {
            Mood mood = moods.poll();
            if (mood != null) {
                mood.show();
            }
        }
    }
}

package dev.parley.auth.mail;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/**
 * Puts mails into a folder, for installations without a mail server. A file has its name once it is whole. Links in mails open
 * accounts, so nobody but the owner of this process can read them.
 */
final class FolderMail implements Mail {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final MailSettings settings;
    private final Clock clock;
    private final Session session;
    /** In the order in which they are made, so that files sort by when they were sent. */
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    FolderMail(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        this.session = Session.getInstance(properties);
    }

    @Override
    public void send(MailMessage message) {
        try {
            MimeMessage mail = Mime.of(message, settings.from(), clock.instant(), session);
            Path folder = settings.outboxDir();
            Files.createDirectories(folder, owners(folder, "rwx------"));
            Path whole = folder.resolve(TIME.format(clock.instant()) + "-" + ids.generate() + ".eml");
            Path half = whole.resolveSibling(whole.getFileName() + ".part");
            Files.createFile(half, owners(folder, "rw-------"));
            try (OutputStream out = Files.newOutputStream(half, StandardOpenOption.WRITE)) {
                mail.writeTo(out);
            }
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (MessagingException | IOException e) {
            throw new MailNotSent(e);
        }
    }

    /** Where files have no such owners, the folder of the data is what keeps others out. */
    private static FileAttribute<?>[] owners(Path folder, String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

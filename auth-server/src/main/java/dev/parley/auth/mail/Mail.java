package dev.parley.auth.mail;

/**
 * The way mails leave: a mail server, or a folder of {@code .eml} files when none is set. It blocks for as long as that takes, so
 * nothing that somebody waits for calls it; {@link Letters} does not.
 */
public interface Mail {

    /** @throws MailNotSent when it was not taken; trying again later may help */
    void send(MailMessage message);

    /** The mail server or the folder did not take a mail. Says why, without its content. */
    final class MailNotSent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MailNotSent(Throwable cause) {
            super("A mail could not be sent: " + cause.getMessage(), cause);
        }
    }
}

package dev.parley.auth.mail;

/**
 * The way mails leave: a mail server, or a folder of {@code .eml} files when none is set. It blocks for as long as that takes, so
 * nothing that somebody waits for calls it; {@link Letters} does not.
 */
public interface Mail {

    /**
     * Returns when it was taken.
     *
     * @throws MailNotSent when it was not; trying again later may help
     * @throws MailRefused when it never will be
     */
    void send(MailMessage message);

    /** The mail server or the folder did not take a mail. Says why, without its content. */
    final class MailNotSent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MailNotSent(Throwable cause) {
            super("A mail could not be sent: " + cause.getMessage(), cause);
        }
    }

    /** The mail server does not want this mail, or knows nobody of this address: a 5xx of RFC 5321. */
    final class MailRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int code;

        MailRefused(int code) {
            super("The mail server refuses it for good: " + code); // its words may hold the address
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}

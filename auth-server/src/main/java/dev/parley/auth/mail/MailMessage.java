package dev.parley.auth.mail;

/** One mail, ready to be sent. It may hold a link that opens an account, so it does not show itself. */
public record MailMessage(String to, String subject, String text, String html) {

    @Override
    public String toString() {
        return "(mail)";
    }
}

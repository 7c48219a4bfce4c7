package dev.parley.auth.mail;

import java.util.Optional;
import java.util.Set;

/** Writes letters of some kinds at the moment they are sent, so that what is in them is never kept. */
public interface LetterWriter {

    Set<LetterKind> kinds();

    /** The mail; empty when there is nobody to write to, or nothing to say any more. Called again when it could not be sent. */
    Optional<MailMessage> write(Letter letter);
}

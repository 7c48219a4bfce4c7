package dev.parley.auth.mail;

import dev.parley.api.people.UserId;
import java.util.Optional;

/** Writes letters at the moment they are sent, so that what is in them is never kept. */
public interface LetterWriter {

    /** The mail; empty when there is nobody to write to, or nothing to say any more. Called again when it could not be sent. */
    Optional<MailMessage> write(Letter letter);

    /** Whose letter it is; empty when it is nobody's who is known. */
    Optional<UserId> addressee(Letter letter);
}

package dev.parley.auth.factor;

import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.mail.Letters;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Tells the audit and the person themselves what happened to their factors: whoever did not do it should know at once. Called in the transaction of the
 * change, so that none happens untold.
 */
@Component
final class FactorNotes {

    private final Audit audit;
    private final Letters letters;

    FactorNotes(Audit audit, Letters letters) {
        this.audit = audit;
        this.letters = letters;
    }

    void added(UserId user, String factor, LetterKind letter) {
        audit.note(AuditEntry.of(AuditKind.FACTOR_ADDED).by(user).with("factor", factor));
        tell(user, letter);
    }

    void removed(UserId user, UserId by, String factor, LetterKind letter) {
        audit.note(AuditEntry.of(AuditKind.FACTOR_REMOVED).by(by, user).with("factor", factor));
        tell(user, letter);
    }

    /** An attempt that came to nothing, and so has no transaction. */
    void failed(AuditEntry entry) {
        audit.note(entry);
    }

    private void tell(UserId user, LetterKind letter) {
        letters.post(letter, user.toString(), LocaleContextHolder.getLocale());
    }
}

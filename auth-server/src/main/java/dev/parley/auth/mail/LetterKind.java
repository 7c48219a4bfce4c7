package dev.parley.auth.mail;

/** What we write to people about. */
public enum LetterKind {
    EMAIL_VERIFICATION,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    EMAIL_CHANGED,
    AUTHENTICATOR_ADDED,
    AUTHENTICATOR_REMOVED,
    RECOVERY_CODES_RENEWED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED
}

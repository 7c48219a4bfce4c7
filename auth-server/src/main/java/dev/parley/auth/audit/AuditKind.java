package dev.parley.auth.audit;

/** What an entry of the audit trail tells of. A name never changes once published. */
public enum AuditKind {
    REGISTERED,
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    TOKEN_ISSUED,
    TOKEN_REFUSED,
    TOKEN_REVOKED,
    CONSENT_GIVEN,
    CONSENT_WITHDRAWN,
    PASSWORD_CHANGED,
    PASSWORD_RESET_ASKED,
    EMAIL_VERIFIED,
    PROFILE_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTOR_FAILED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_REINSTATED,
    ACCOUNT_ERASED,
    ROLES_CHANGED,
    APPLICATION_REGISTERED,
    APPLICATION_CHANGED,
    APPLICATION_DELETED,
    SECRET_ADDED,
    SECRET_REMOVED,
    LOCKED_OUT,
    MAIL_GIVEN_UP,
    KEY_ROTATED;

    /** Whether it may come more than a thousand times a second; then entries are written many at a time, shortly after. */
    boolean isFrequent() {
        return this == TOKEN_ISSUED || this == TOKEN_REFUSED;
    }
}

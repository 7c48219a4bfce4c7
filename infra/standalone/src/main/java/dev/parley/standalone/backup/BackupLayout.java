package dev.parley.standalone.backup;

/** What lies where in a backup. */
final class BackupLayout {

    static final String EVENT_STORE = "event-store/";
    static final String ACCOUNTS = "identity/accounts.mv.db";
    static final String SIGNING_KEYS = "identity/signing-keys.json";
    static final String SEALING_KEY = "identity/sealing-key.json";
    static final String PSEUDONYM_KEY = "identity/pseudonym-key";

    private BackupLayout() {}
}

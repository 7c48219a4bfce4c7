package dev.parley.auth.application;

/** On whose account applications are registered and changed. */
public enum Authority {
    /** Its owner, who sees their own. */
    OWNER,
    /** An administrator, who sees all. */
    ADMINISTRATOR
}

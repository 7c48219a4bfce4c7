package dev.parley.auth.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the audit trail. */
@Component
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    Audit() {}

    public void note(AuditEntry entry) {
        log.info("{}", entry);
    }
}

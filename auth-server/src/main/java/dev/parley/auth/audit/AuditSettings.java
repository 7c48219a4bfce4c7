package dev.parley.auth.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit trail is kept.
 *
 * @param retention how long entries are kept; looked at once an hour
 * @param queue how many entries of the frequent kinds may wait to be written before whoever has the next one waits as well
 */
@ConfigurationProperties("parley.auth.audit")
record AuditSettings(
        @DefaultValue("365d") Duration retention,
        @DefaultValue("10000") int queue) {}

package dev.parley.auth.consent;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.application.Applications;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.session.Revocations;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps what people let applications do. What they take back ends at once, with everything that was issued on it. */
@Component
public final class Consents {

    private final ConsentRows rows;
    private final Applications applications;
    private final OAuth2AuthorizationService authorizations;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Revocations revocations;
    private final Audit audit;
    private final Clock clock;

    Consents(
            ConsentRows rows,
            Applications applications,
            OAuth2AuthorizationService authorizations,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Revocations revocations,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.applications = applications;
        this.authorizations = authorizations;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    /** All that the person has given, the newest first. */
    public List<GivenConsent> of(UserId person) {
        return rows.of(person).stream()
                .map(this::told)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the person lets this application do; nothing where they were never asked. */
    public Set<String> scopes(UserId person, UUID application) {
        return rows.of(person, application)
                .map(consent -> Set.copyOf(consent.scopes()))
                .orElseGet(Set::of);
    }

    /** In place of whatever the person gave this application before. */
    void give(UserId person, UUID application, Set<String> scopes) {
        transactions.executeWithoutResult(transaction -> {
            rows.put(person, application, scopes, clock.instant());
            audit.note(AuditEntry.of(AuditKind.CONSENT_GIVEN)
                    .by(person)
                    .through(application.toString())
                    .with("scopes", scopes.stream().sorted().collect(Collectors.joining(" "))));
        });
    }

    /**
     * Ends the consent, and what the application holds of this person with it.
     *
     * @throws CommandRefused NOT_FOUND when there is none
     */
    public void withdraw(UserId person, UUID application) {
        transactions.executeWithoutResult(transaction -> {
            if (!rows.remove(person, application)) {
                throw new CommandRefused(Reason.NOT_FOUND, "You have not let this application do anything.");
            }
            jdbc
                    .sql("""
                    select id from oauth2_authorization
                    where registered_client_id = :application and principal_name = :person
                    """)
                    .param("application", application.toString())
                    .param("person", person.toString())
                    .query(String.class)
                    .list()
                    .stream()
                    .map(authorizations::findById)
                    .filter(Objects::nonNull)
                    .forEach(authorizations::remove);
            revocations.consentWithdrawn(person, application.toString());
            audit.note(AuditEntry.of(AuditKind.CONSENT_WITHDRAWN).by(person).through(application.toString()));
        });
    }

    private Optional<GivenConsent> told(Consent consent) {
        return applications
                .byClientId(consent.application().toString())
                .map(application -> new GivenConsent(
                        application.id(),
                        application.registration().name(),
                        application.registration().logoUri(),
                        consent.scopes(),
                        consent.since()));
    }
}

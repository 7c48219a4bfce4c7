package dev.parley.auth.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.application.Application.State;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Registers, changes and removes applications: people theirs, administrators everybody's. What is not theirs to see is not there. */
@Component
public final class Applications {

    private static final UUID LEAST = new UUID(0, 0);

    private final ApplicationRows rows;
    private final Secrets secrets;
    private final RegistrationRules rules;
    private final ApplicationTokens tokens;
    private final ApplicationSettings settings;
    private final TransactionOperations transactions;
    private final Audit audit;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Applications(
            ApplicationRows rows,
            Secrets secrets,
            RegistrationRules rules,
            ApplicationTokens tokens,
            ApplicationSettings settings,
            TransactionOperations transactions,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.rules = rules;
        this.tokens = tokens;
        this.settings = settings;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A new application of this person, with its first secret if it needs one.
     *
     * @throws dev.parley.api.InvalidInput naming the first field that is outside its limits
     * @throws CommandRefused CONFLICT when the person has as many as they may
     */
    public Registered register(UserId owner, Authority authority, Described described) {
        Registration registration = rules.check(described, null, authority);
        Instant now = clock.instant();
        Application application = new Application(ids.generate(), owner, State.ACTIVE, registration, now, now, null);
        return within(() -> {
            if (rows.lockAndCount(owner) >= settings.applicationsPerOwner()) {
                throw new CommandRefused(
                        Reason.CONFLICT,
                        "A person has at most " + settings.applicationsPerOwner() + " applications here.");
            }
            rows.add(application);
            note(AuditKind.APPLICATION_REGISTERED, owner, application);
            return new Registered(
                    application,
                    registration.authenticationMethod().hasSecret() ? secrets.add(application.id(), null) : null);
        });
    }

    /** Whatever client id somebody names; empty when it is none of an application's. */
    public Optional<Application> byClientId(String clientId) {
        return id(clientId).flatMap(rows::byId);
    }

    /** As {@link #byClientId}; empty as well when the application or its owner is suspended, or the owner gone. */
    Optional<Application> ofGoodStanding(String clientId) {
        return id(clientId).flatMap(rows::ofGoodStanding);
    }

    public List<Application> of(UserId owner) {
        return rows.of(owner);
    }

    /** Up to {@code limit} of all there are, in the order of their registration, after the given one. For administrators. */
    public List<Application> all(Optional<UUID> after, int limit) {
        return rows.after(after.orElse(LEAST), limit);
    }

    /** @throws CommandRefused NOT_FOUND when it is not there, or not theirs */
    public Application get(UUID id, UserId reader, Authority authority) {
        return theirs(rows.byId(id), reader, authority);
    }

    /**
     * The application with what was described anew. Its tokens end when it may do less than before, so that none of them can do more.
     *
     * @param state null = as it is; only an administrator sets it
     */
    public Application change(UUID id, UserId by, Authority authority, Described described, @Nullable State state) {
        return within(() -> {
            Application before = theirs(rows.lock(id), by, authority);
            if (state != null && authority != Authority.ADMINISTRATOR) {
                throw new CommandRefused(Reason.NOT_ALLOWED, "Only an administrator suspends an application.");
            }
            Application after = new Application(
                    id,
                    before.owner(),
                    state == null ? before.state() : state,
                    rules.check(described, before.registration(), authority),
                    before.createdAt(),
                    clock.instant(),
                    before.voidBefore());
            rows.change(after);
            if (after.state() == State.SUSPENDED) {
                tokens.shutOut(id);
            } else if (!after.registration()
                    .scopes()
                    .containsAll(before.registration().scopes())) {
                tokens.endAllOf(id);
            }
            note(AuditKind.APPLICATION_CHANGED, by, after);
            return after;
        });
    }

    /** Its tokens end with it, and so does what people let it do. */
    public void remove(UUID id, UserId by, Authority authority) {
        transactions.executeWithoutResult(transaction -> {
            Application application = theirs(rows.lock(id), by, authority);
            tokens.shutOut(id);
            rows.remove(id);
            note(AuditKind.APPLICATION_DELETED, by, application);
        });
    }

    /** Ends the tokens of everything that this person has registered; called inside the transaction that suspends them. */
    void endAllOf(UserId owner) {
        rows.of(owner).forEach(application -> tokens.shutOut(application.id()));
    }

    /** Removes everything that this person has registered; called inside the transaction that erases them. */
    void removeAllOf(UserId owner) {
        rows.of(owner).forEach(application -> {
            tokens.shutOut(application.id());
            rows.remove(application.id());
        });
    }

    public NewSecret addSecret(UUID id, UserId by, Authority authority, @Nullable Instant expiresAt) {
        return within(() -> {
            Application application = theirs(rows.lock(id), by, authority);
            if (!application.registration().authenticationMethod().hasSecret()) {
                throw new CommandRefused(Reason.CONFLICT, "This application does not authenticate by a secret.");
            }
            NewSecret added = secrets.add(id, expiresAt);
            audit.note(entry(AuditKind.SECRET_ADDED, by, id)
                    .with("secret", added.secret().toString()));
            return added;
        });
    }

    public List<ApplicationSecret> secrets(UUID id, UserId reader, Authority authority) {
        return secrets.of(get(id, reader, authority).id());
    }

    public void removeSecret(UUID id, UUID secret, UserId by, Authority authority) {
        transactions.executeWithoutResult(transaction -> {
            theirs(rows.lock(id), by, authority);
            if (!secrets.remove(id, secret)) {
                throw new CommandRefused(Reason.NOT_FOUND, "This application has no such secret.");
            }
            audit.note(entry(AuditKind.SECRET_REMOVED, by, id).with("secret", secret.toString()));
        });
    }

    /** What was made, and the secret that is shown this once; null where the application has none. */
    public record Registered(
            Application application, @Nullable NewSecret secret) {}

    private static Application theirs(Optional<Application> found, UserId person, Authority authority) {
        return found.filter(application -> authority == Authority.ADMINISTRATOR
                        || application.owner().equals(person))
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "You have no such application."));
    }

    private static Optional<UUID> id(String clientId) {
        try {
            return Optional.of(UUID.fromString(clientId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(transaction -> work.get()));
    }

    private void note(AuditKind kind, UserId by, Application application) {
        audit.note(entry(kind, by, application.id())
                .with("name", application.registration().name()));
    }

    private static AuditEntry entry(AuditKind kind, UserId by, UUID application) {
        return AuditEntry.of(kind).by(by).through(application.toString());
    }
}

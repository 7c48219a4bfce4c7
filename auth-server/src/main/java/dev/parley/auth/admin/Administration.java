package dev.parley.auth.admin;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.AccountStates;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.role.Roles;
import dev.parley.auth.session.Revocations;
import dev.parley.auth.session.Sessions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What is done to the accounts of others, and to whom it may not be done. */
@Component
class Administration {

    private static final Set<Role> ABOVE_MODERATORS = EnumSet.of(Role.MODERATOR, Role.ADMINISTRATOR);

    private final AccountStates states;
    private final Directory directory;
    private final Roles roles;
    private final Sessions sessions;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionOperations transactions;

    Administration(
            AccountStates states,
            Directory directory,
            Roles roles,
            Sessions sessions,
            Revocations revocations,
            Audit audit,
            TransactionOperations transactions) {
        this.states = states;
        this.directory = directory;
        this.roles = roles;
        this.sessions = sessions;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
    }

    void suspend(UserId whom, Officer by, String trace) {
        if (whom.equals(by.user())) {
            throw new CommandRefused(Reason.NOT_ALLOWED, "Nobody suspends themselves.");
        }
        requireBelow(whom, by);
        states.suspend(whom, by.user(), trace);
    }

    void reinstate(UserId whom, Officer by, String trace) {
        requireBelow(whom, by);
        states.reinstate(whom, by.user(), trace);
    }

    void erase(UserId whom, Officer by, String trace) {
        states.erase(whom, by.user(), trace);
    }

    void signOut(UserId whom, Officer by) {
        directory.one(whom, by);
        transactions.executeWithoutResult(transaction -> {
            sessions.endAll(whom);
            audit.note(AuditEntry.of(AuditKind.SIGNED_OUT).by(by.user(), whom).with("where", "everywhere"));
        });
    }

    /** What somebody may do changes at once: the tokens that say otherwise are worth nothing, and their apps fetch new ones with what they have. */
    void changeRoles(UserId whom, Set<Role> wanted, Officer by) {
        transactions.executeWithoutResult(transaction -> {
            if (directory.one(whom, by).erased()) {
                throw new CommandRefused(Reason.NOT_FOUND, "There is no such account any more.");
            }
            if (!wanted.contains(Role.ADMINISTRATOR)) {
                roles.requireAnotherAdministratorThan(whom);
            }
            if (roles.of(whom).equals(wanted)) {
                return;
            }
            roles.assign(whom, wanted);
            revocations.rolesChanged(whom, roles.of(whom));
            audit.note(AuditEntry.of(AuditKind.ROLES_CHANGED)
                    .by(by.user(), whom)
                    .with("roles", wanted.stream().map(Role::wireName).collect(Collectors.joining(" "))));
        });
    }

    private void requireBelow(UserId whom, Officer by) {
        Set<Role> theirs = directory.one(whom, by).roles();
        if (!by.administrator() && theirs.stream().anyMatch(ABOVE_MODERATORS::contains)) {
            throw new CommandRefused(
                    Reason.NOT_ALLOWED, "Only an administrator does this to a moderator or an administrator.");
        }
    }
}

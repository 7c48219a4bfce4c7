package dev.parley.edge;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import dev.parley.api.wire.CommandMetadata;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who is asking, as their verified token says, and in which trace. Handler methods take it as a parameter. Who they are is told only
 * together with what for: that is how no query forgets to ask whether it is permitted.
 */
public final class Caller {

    private final Grant grant;
    private final Optional<Person> person;
    private final String trace;

    /** A person and the device that they hold. */
    public record Person(UserId user, DeviceId device) {}

    private Caller(Grant grant, Optional<Person> person, String trace) {
        this.grant = grant;
        this.person = person;
        this.trace = trace;
    }

    /** @throws dev.parley.api.InvalidInput when a verified token lacks our claims, that is, when the issuer is not ours */
    public static Caller of(Jwt token, String trace) {
        Grant grant = Grant.of(token.getClaims());
        Optional<Person> person = grant.bearer() == Bearer.APPLICATION
                ? Optional.empty()
                : Optional.of(new Person(
                        UserId.of(required("sub", token.getSubject())),
                        DeviceId.of(required(Claims.DEVICE, token.getClaimAsString(Claims.DEVICE)))));
        return new Caller(grant, person, trace);
    }

    /** The same caller, asking something else. */
    public Caller in(String otherTrace) {
        return new Caller(grant, person, otherTrace);
    }

    /** @throws dev.parley.api.CommandRefused FORBIDDEN, saying what is missing */
    public void require(Permission permission) {
        permission.require(grant);
    }

    public boolean may(Permission permission) {
        return permission.allows(grant);
    }

    /**
     * Who does it, and from where.
     *
     * @param permission one that is for people alone
     * @throws dev.parley.api.CommandRefused FORBIDDEN, saying what is missing
     */
    public Person person(Permission permission) {
        permission.require(grant);
        return person.orElseThrow(
                () -> new IllegalStateException(permission + " is open to callers who are nobody in particular"));
    }

    /** The user of {@link #person}. */
    public UserId user(Permission permission) {
        return person(permission).user();
    }

    /** What a command is sent with, so that it can be decided whether it is permitted. */
    public Map<String, String> metadata() {
        return person.map(someone -> Map.of(
                        CommandMetadata.SENDER, someone.user().toString(),
                        CommandMetadata.DEVICE, someone.device().toString(),
                        CommandMetadata.GRANT, grant.toString(),
                        CommandMetadata.TRACE, trace))
                .orElseGet(() -> Map.of(CommandMetadata.GRANT, grant.toString(), CommandMetadata.TRACE, trace));
    }
}

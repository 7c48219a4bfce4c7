package dev.parley.edge;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import dev.parley.api.wire.CommandMetadata;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who is asking, as their verified token says, and in which trace. Handler methods take it as a parameter. Who they are is told only
 * together with what for: that is how no query forgets to ask whether it is permitted.
 */
public final class Caller {

    private final Grant grant;
    private final Optional<Person> person;
    private final Optional<Application> application;
    private final String trace;

    /** An application of somebody else's, and its name where it acts for itself. */
    public record Application(String client, Optional<String> name) {}

    /** A person and the device that they hold; an application that acts for itself is both, under its own id. */
    public record Person(UserId user, DeviceId device) {}

    private Caller(Grant grant, Optional<Person> person, Optional<Application> application, String trace) {
        this.grant = grant;
        this.person = person;
        this.application = application;
        this.trace = trace;
    }

    /** @throws dev.parley.api.InvalidInput when a verified token lacks our claims, that is, when the issuer is not ours */
    public static Caller of(Jwt token, String trace) {
        Grant grant = Grant.of(token.getClaims());
        String subject = required("sub", token.getSubject());
        Optional<Person> person = grant.bearer() == Bearer.APPLICATION
                ? itself(subject, token.getClaimAsString(Claims.CLIENT))
                : Optional.of(new Person(
                        UserId.of(subject),
                        DeviceId.of(required(Claims.DEVICE, token.getClaimAsString(Claims.DEVICE)))));
        Optional<Application> application = Optional.ofNullable(token.getClaimAsString(Claims.CLIENT))
                .filter(client -> !client.equals(Claims.FIRST_PARTY))
                .map(client ->
                        new Application(client, Optional.ofNullable(token.getClaimAsString(Claims.CLIENT_NAME))));
        return new Caller(grant, person, application, trace);
    }

    /** Nobody when the token is about somebody else: without a device it says nothing of a person. */
    private static Optional<Person> itself(String subject, @Nullable String client) {
        if (client == null || !client.equals(subject)) {
            return Optional.empty();
        }
        try {
            UserId user = UserId.of(client);
            return Optional.of(new Person(user, new DeviceId(user.value())));
        } catch (InvalidInput e) {
            return Optional.empty(); // none that was registered with us, so nobody
        }
    }

    /** By which the caller came, when it is none of Parley's own. */
    public Optional<Application> application() {
        return application;
    }

    /** Whether nobody stands behind an application. */
    public boolean isApplication() {
        return grant.bearer() == Bearer.APPLICATION;
    }

    /** The same caller, asking something else. */
    public Caller in(String otherTrace) {
        return new Caller(grant, person, application, otherTrace);
    }

    /** @throws dev.parley.api.CommandRefused FORBIDDEN, saying what is missing */
    public void require(Permission permission) {
        permission.require(grant);
    }

    public boolean may(Permission permission) {
        return permission.allows(grant);
    }

    /**
     * Who does it, and from where: somebody, or an application that acts for itself where the permission is open to those.
     *
     * @throws dev.parley.api.CommandRefused FORBIDDEN, saying what is missing
     */
    public Person person(Permission permission) {
        permission.require(grant);
        return person.orElseThrow(() -> new CommandRefused(
                Reason.FORBIDDEN, "This needs a person, or an application that is registered here."));
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

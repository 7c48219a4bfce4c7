package dev.parley.edge;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who is asking, as their verified token says, and in which trace. Handler methods take it as a parameter. */
public record Caller(UserId user, DeviceId device, String trace) {

    /** @throws dev.parley.api.InvalidInput when a verified token lacks our claims, that is, when the issuer is not ours */
    public static Caller of(Jwt token, String trace) {
        return new Caller(
                UserId.of(required("sub", token.getSubject())),
                DeviceId.of(required(Claims.DEVICE, token.getClaimAsString(Claims.DEVICE))),
                trace);
    }
}

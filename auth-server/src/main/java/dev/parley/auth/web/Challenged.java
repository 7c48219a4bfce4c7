package dev.parley.auth.web;

import dev.parley.api.Reason;
import dev.parley.auth.input.Secret;

/** Half a yes: what is missing can be handed in along with the challenge, which the problem document carries. */
public final class Challenged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Secret challenge;

    public Challenged(Reason reason, String detail, Secret challenge) {
        super(detail, null, false, false);
        this.reason = reason;
        this.challenge = challenge;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Secret challenge() {
        return challenge;
    }
}

package dev.parley.auth;

/** The authorization server was started alone. */
final class CommandBusMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandBusMissing() {
        super(
                "The authorization server tells the command side of every new person, and there is no command bus to do it by.");
    }
}

package dev.parley.api;

/** A command that its aggregate, or the way to it, refused. It changed nothing. */
public final class CommandRefused extends Refused {

    private static final long serialVersionUID = 1L;

    public CommandRefused(Reason reason, String detail) {
        super(reason, detail, null);
    }
}

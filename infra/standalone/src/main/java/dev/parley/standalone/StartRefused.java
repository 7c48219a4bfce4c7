package dev.parley.standalone;

/** Parley cannot start, for a reason that the person at the console can do something about. The message is the whole story. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefused(String sentence) {
        super(sentence, null, false, false);
    }
}

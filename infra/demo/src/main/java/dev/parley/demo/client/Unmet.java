package dev.parley.demo.client;

/** Something did not come as expected. */
public final class Unmet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String got;

    public Unmet(String expected, String got) {
        super("expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
    }

    public String expected() {
        return expected;
    }

    public String got() {
        return got;
    }
}

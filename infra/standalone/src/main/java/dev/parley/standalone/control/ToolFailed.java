package dev.parley.standalone.control;

/** An operators' tool cannot do what it was asked for; the message is the one sentence that its operator gets to read. */
public final class ToolFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public ToolFailed(String sentence) {
        super(sentence);
    }

    public ToolFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

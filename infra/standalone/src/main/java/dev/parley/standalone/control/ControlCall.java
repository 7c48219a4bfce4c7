package dev.parley.standalone.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tool on the line, seen from the Parley that runs. */
public final class ControlCall {

    static final String DATA = " ";

    private final InputStream in;
    private final OutputStream out;

    private final List<String> arguments;

    ControlCall(InputStream in, OutputStream out, List<String> arguments) {
        this.in = in;
        this.out = out;
        this.arguments = List.copyOf(arguments);
    }

    /** What the tool said behind its request, in order. */
    public List<String> arguments() {
        return arguments;
    }

    /** @throws IOException when nobody is on the line any more */
    public void say(String line) throws IOException {
        end(DATA + line);
    }

    /** Returns when the tool needs nothing more, which is also when it was killed. */
    public void awaitHangUp() {
        try {
            while (in.read() >= 0) {
                // It has nothing more to say: only the end counts.
            }
        } catch (IOException e) {
            return; // the line broke, which is an end as well
        }
    }

    void end(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

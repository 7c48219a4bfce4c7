package dev.parley.standalone.process;

import java.nio.file.Path;

/** A server did not start; the message is one sentence that names it and says why and where its log is. */
public final class ServerStartFailed extends Exception {

    private static final long serialVersionUID = 1L;

    ServerStartFailed(String server, String reason, Path log) {
        super("%s did not start: %s (log: %s)".formatted(server, reason, log));
    }

    ServerStartFailed(String server, Exception cause, Path log) {
        this(server, String.valueOf(cause.getMessage()), log);
        initCause(cause);
    }
}

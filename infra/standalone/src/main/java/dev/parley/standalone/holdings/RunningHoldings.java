package dev.parley.standalone.holdings;

import dev.parley.standalone.control.ControlLine;
import dev.parley.standalone.control.Requests;
import dev.parley.standalone.control.ToolFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Parley lives in the directory, and lends copies of what it works on. */
final class RunningHoldings implements Holdings {

    private final InstalledFiles files;
    private final List<ControlLine> lines = new ArrayList<>();

    RunningHoldings(Path data) {
        this.files = new InstalledFiles(data);
    }

    @Override
    public Path eventStore() throws ToolFailed {
        return Path.of(ask(Requests.EVENT_STORE));
    }

    @Override
    public Path accounts() throws ToolFailed {
        return Path.of(ask(Requests.ACCOUNTS));
    }

    @Override
    public Path signingKeys() throws ToolFailed {
        return files.existing(files.signingKeys(), "are no signing keys");
    }

    @Override
    public Path sealingKey() throws ToolFailed {
        return files.existing(files.sealingKey(), "is no sealing key");
    }

    @Override
    public Path pseudonymKey() {
        return files.pseudonymKey();
    }

    @Override
    public Optional<Path> pending(Facts<?> facts) {
        return Optional.empty();
    }

    @Override
    public Optional<String> kafka() throws ToolFailed {
        return Optional.of(ask(Requests.KAFKA));
    }

    private String ask(String request) throws ToolFailed {
        ControlLine line = ControlLine.ask(files.data(), request);
        lines.add(line);
        return line.next();
    }

    @Override
    public String describe() {
        return "Parley is running on " + files.data();
    }

    @Override
    public void close() {
        lines.forEach(ControlLine::close);
    }
}

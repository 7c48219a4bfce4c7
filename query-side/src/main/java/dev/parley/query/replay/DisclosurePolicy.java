package dev.parley.query.replay;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides how much of the events somebody sees: masked, unless they ask for more and may have it. */
@Component
class DisclosurePolicy {

    private static final Logger log = LoggerFactory.getLogger(DisclosurePolicy.class);

    private final @Nullable Pseudonyms pseudonyms;

    DisclosurePolicy(ReplaySettings settings) {
        Path file = settings.pseudonymKeyFile();
        this.pseudonyms = file == null ? null : read(file);
    }

    private static @Nullable Pseudonyms read(Path file) {
        try {
            return Pseudonyms.ofFile(file);
        } catch (IOException e) {
            log.error("There are no pseudonyms, and so no masked replays: {}", e.toString());
            return null;
        }
    }

    Disclosure of(Caller caller, boolean masked) {
        if (!masked) {
            caller.require(Permission.REPLAY_UNMASKED);
            return Disclosure.whole();
        }
        if (pseudonyms == null) {
            throw new QueryRefused(
                    Reason.UNAVAILABLE, "Events cannot be masked here: parley.replay.pseudonym-key-file names no key.");
        }
        return Disclosure.masked(pseudonyms);
    }
}

package dev.parley.auth;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do instead of a stack trace. */
final class CommandBusMissingAnalyzer extends AbstractFailureAnalyzer<CommandBusMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CommandBusMissing cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start everything together with ./parley start; or name a configuration class that has a CommandGateway bean, "
                        + "connected to where the command side runs, in --spring.main.sources.",
                cause);
    }
}

package dev.parley.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets Spring Boot report the sentence instead of a stack trace. */
final class TlsAnalyzer extends AbstractFailureAnalyzer<TlsFiles.Unusable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TlsFiles.Unusable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}

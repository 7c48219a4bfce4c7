package dev.parley.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Product} that all ordinary journeys share: started by the first of them, stopped after the last. */
final class RunningProduct implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Product resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningProduct.class))
                .computeIfAbsent(
                        Product.class,
                        key -> Product.start(
                                newDataDirectory(),
                                "--parley.auth.private-addresses=true",
                                "--parley.cors.allowed-origins=" + CrossOriginTest.ALLOWED),
                        Product.class);
    }

    /** Below {@code target}, so that logs can be looked at after a failure and are gone with the next clean build. */
    static Path newDataDirectory() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Product.home().resolve("infra/end-to-end/target/data")), "parley");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

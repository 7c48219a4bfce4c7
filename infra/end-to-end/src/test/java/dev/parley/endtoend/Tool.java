package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of one of the operators' tools: a process of its own, on the data directory of a product that runs or does not. */
record Tool(int exitCode, String printed, String complaint) {

    private static final int PATIENCE_SECONDS = 120;

    /** @param words as after {@code ./parley} */
    static Tool run(Path data, Object... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dparley.home=" + Product.home(),
                "-cp",
                Product.home().resolve("infra/standalone/target/lib") + "/*",
                "dev.parley.standalone.Main"));
        Arrays.stream(words).map(Object::toString).forEach(command::add);
        command.addAll(List.of("--data", data.toString()));
        try {
            Path printed = Files.createTempFile("parley", "printed");
            Path complaint = Files.createTempFile("parley", "complaint");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(printed.toFile())
                        .redirectError(complaint.toFile())
                        .start();
                Processes.endWithThisJvm(process);
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    Processes.killTree(process);
                    throw new AssertionError(command + " did not end. It said:\n" + Files.readString(printed));
                }
                return new Tool(process.exitValue(), Files.readString(printed), Files.readString(complaint));
            } finally {
                Files.delete(printed);
                Files.delete(complaint);
            }
        } catch (IOException e) {
            throw new AssertionError("The tool could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Tool expectSuccess() {
        assertThat(exitCode).as(printed + complaint).isZero();
        assertThat(complaint).isEmpty();
        return this;
    }

    /** One sentence on standard error, and exit code 1. */
    Tool expectFailure(String sentence) {
        assertThat(exitCode).as(printed + complaint).isEqualTo(1);
        assertThat(complaint).contains(sentence).hasLineCount(1);
        return this;
    }
}

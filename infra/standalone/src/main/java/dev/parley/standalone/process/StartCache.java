package dev.parley.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What a JVM once learned about a program's classes, kept so that the next start need not learn it again (JEP 483, 514, 515). The JVM
 * does not notice when a jar has changed and would run the old classes, hence everything that matters is in the file's name.
 */
record StartCache(Path file) {

    private static final String SUFFIX = ".aot";

    static StartCache of(ServerProgram program, ClassPath classPath, Path directory) throws IOException {
        CRC32C key = new CRC32C();
        Stream.of(
                        List.of(System.getProperty("java.vm.version"), System.getProperty("os.arch")),
                        program.flags(),
                        List.of(program.mainClass()))
                .flatMap(List::stream)
                .forEach(part -> key.update(part.getBytes(StandardCharsets.UTF_8)));
        classPath.addTo(key);
        return new StartCache(directory.resolve("%s-%08x%s".formatted(program.name(), key.getValue(), SUFFIX)));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Nothing when there is none: a start without is slower, and that is all. So is one with a broken cache, which is an error in the
     * log; what the JVM warns of are single methods that it could not use.
     */
    List<String> flags() {
        return exists() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=error,aot+codecache+stubs=error") : List.of();
    }

    /** Caches of earlier jars and JVMs; 70 to 110 MB each. */
    List<Path> outdated(ServerProgram program) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(
                            other -> other.getFileName().toString().matches(program.name() + "-[0-9a-f]{8}\\" + SUFFIX))
                    .filter(other -> !other.equals(file))
                    .toList();
        }
    }
}

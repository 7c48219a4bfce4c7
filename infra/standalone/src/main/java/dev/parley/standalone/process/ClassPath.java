package dev.parley.standalone.process;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Checksum;

/** The jars of a program, always in the same order: a start cache is only good for the order it was made with. */
record ClassPath(List<Path> jars) {

    static ClassPath of(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IOException("its class path " + directory + " holds no jars");
            }
            return new ClassPath(jars);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new IOException("its class path " + directory + " is missing", e);
        }
    }

    String argument() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Adds names and contents: dates change without a change, and sizes stay the same with one. */
    void addTo(Checksum checksum) throws IOException {
        for (Path jar : jars) {
            checksum.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            try (FileChannel file = FileChannel.open(jar)) {
                checksum.update(file.map(MapMode.READ_ONLY, 0, file.size()));
            }
        }
    }
}

package dev.parley.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where the figures of a run go, under the scenario's name and the time of the run. */
public record Results(Path directory, String scenario, Instant at) {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Returns the file. */
    public Path json(Object report) throws IOException {
        return write("json", JSON.writeValueAsString(report) + "\n");
    }

    /** Returns the file. */
    public Path html(String page) throws IOException {
        return write("html", page);
    }

    private Path write(String extension, String content) throws IOException {
        String name = scenario + "-" + FILE_TIME.format(at) + "." + extension;
        Path file = Files.createDirectories(directory).resolve(name);
        return Files.writeString(file, content);
    }
}

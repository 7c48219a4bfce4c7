package dev.parley.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/asyncapi.json} says of every event what the code says. Where it does not, what it should say is written to target. */
class AsyncApiDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "asyncapi.json");
    private static final Path DRAWN = Path.of("target", "asyncapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theDocumentIsWhatTheRecordsSay() throws IOException {
        String drawn = JSON.writeValueAsString(AsyncApi.draw()) + "\n";
        Files.writeString(DRAWN, drawn);
        assertThat(DOCUMENT)
                .as("has to be as infra/house-rules/%s, which was drawn just now", DRAWN)
                .hasContent(drawn);
    }
}

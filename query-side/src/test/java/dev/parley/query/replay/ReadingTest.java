package dev.parley.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is read of an archive is what was asked for, in its order, in every format. */
class ReadingTest {

    private static final String ANA = "01a1fce5-a02c-776f-a8be-b7246d539766";
    private static final String ONE = "01a1fce5-a378-7a05-a3b1-afc65e18d3eb";
    private static final String OTHER = "01a1fce5-a378-7a05-a3b1-afc65e18d3ec";
    private static final int MANY = 5_000;

    private final ListArchive archive = archive();

    private static ListArchive archive() {
        ListArchive archive = new ListArchive();
        for (int number = 1; number <= MANY; number++) {
            archive.add(
                    number % 10 == 0 ? "ReactionAdded" : "MessageSent",
                    number % 4 == 0 ? OTHER : ONE,
                    "{\"seq\":%d,\"by\":\"%s\",\"text\":\"line\\nbreak\"}".formatted(number, ANA));
        }
        return archive;
    }

    private byte[] read(String from, String to, String types, String conversation, Encoding encoding) {
        ReplayQuery query = ReplayQuery.of(from, to, types, conversation, null, false);
        Clock clock = Clock.fixed(ListArchive.BEGINNING.plusSeconds(100_000), ZoneOffset.UTC);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Reading reading = new Reading(archive, query, 0, Disclosure.whole(), encoding, clock)) {
            while (!reading.finished()) {
                all.writeBytes(reading.next());
            }
        }
        return all.toByteArray();
    }

    private List<Long> positions(String from, String to, String types, String conversation) {
        String lines = new String(read(from, to, types, conversation, LineEncoding.ndjson()), StandardCharsets.UTF_8);
        return lines.lines()
                .map(line -> JsonMapper.shared().readTree(line).path("position").asLong())
                .toList();
    }

    @Test
    void positionsBelongToARangeAtBothEndsAndTimesAtItsBeginning() {
        assertThat(positions("4998", null, null, null)).containsExactly(4_998L, 4_999L, 5_000L);
        assertThat(positions("3", "5", null, null)).containsExactly(3L, 4L, 5L);
        assertThat(positions("2026-11-21T08:00:02Z", "2026-11-21T09:00:04+01:00", null, null))
                .containsExactly(2L, 3L);
        assertThat(positions(null, "1", null, null)).containsExactly(1L);
        assertThat(positions("5001", null, null, null)).isEmpty();
    }

    @Test
    void filtersLeaveTheOrderAsItIs() {
        assertThat(positions(null, "40", "ReactionAdded", null)).containsExactly(10L, 20L, 30L, 40L);
        assertThat(positions(null, "20", "ReactionAdded,MessageSent", OTHER)).containsExactly(4L, 8L, 12L, 16L, 20L);
        assertThat(positions(null, null, null, null)).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anotherProgramReadsTheParquetFile(@TempDir Path directory) throws IOException, SQLException {
        Path file = directory.resolve("events.parquet");
        Files.write(file, read(null, null, null, null, new ParquetEncoding()));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement();
                ResultSet row = sql.executeQuery("""
                        select count(*), count(distinct position), max(position), min(epoch_ms(time)),
                               sum((payload->>'seq')::bigint), count(*) filter (where metadata->>'trace' = 't')
                        from '%s'""".formatted(file))) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(MANY);
            assertThat(row.getLong(2)).isEqualTo(MANY);
            assertThat(row.getLong(3)).isEqualTo(MANY);
            assertThat(row.getLong(4))
                    .isEqualTo(ListArchive.BEGINNING.plusSeconds(1).toEpochMilli());
            assertThat(row.getLong(5)).isEqualTo(MANY * (MANY + 1L) / 2);
            assertThat(row.getLong(6)).isEqualTo(MANY);
        }
    }
}

package dev.parley.query.replay;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.annotation.ParquetJson;
import dev.parley.api.replay.ArchivedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Events as the rows of a Parquet file, which is written from its beginning to its end and so can be sent while it grows. Rows wait until a
 * group of them is full; the file is one only with its last bytes.
 */
final class ParquetEncoding implements Encoding {

    /** What a replay of this format holds in memory, about. */
    private static final long GROUP_BYTES = 8L << 20;

    private static final int PAGE_BYTES = 256 << 10;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CarpetWriter<Row> writer;
    private boolean closed;

    /** A row; its columns are named like the fields of a line. */
    record Row(
            long position,
            Instant time,
            String type,
            String revision,
            String aggregate,
            long version,
            String id,
            @Nullable @ParquetJson String metadata,
            @ParquetJson String payload) {

        static Row of(ArchivedEvent event) {
            return new Row(
                    event.position(),
                    Instant.ofEpochMilli(event.storedAt()),
                    event.type(),
                    event.revision(),
                    event.aggregate(),
                    event.version(),
                    event.id(),
                    event.metadata() == null ? null : new String(event.metadata(), StandardCharsets.UTF_8),
                    new String(event.payload(), StandardCharsets.UTF_8));
        }
    }

    ParquetEncoding() {
        try {
            writer = new CarpetWriter.Builder<>(out, Row.class)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupSize(GROUP_BYTES)
                    .withPageSize(PAGE_BYTES)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void add(ArchivedEvent event) {
        try {
            writer.write(Row.of(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int waiting() {
        return out.size();
    }

    @Override
    public byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }

    /** There is no place for one in such a file. */
    @Override
    public byte[] signOfLife(long position) {
        return new byte[0];
    }

    @Override
    public byte[] end() {
        close();
        return take();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

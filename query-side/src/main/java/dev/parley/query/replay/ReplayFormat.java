package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What events are written as. */
public enum ReplayFormat {
    /** An event is a line of JSON. */
    NDJSON("application/x-ndjson", LineEncoding::ndjson),
    /** Server-sent events, as browsers read them. */
    SSE("text/event-stream", LineEncoding::serverSentEvents),
    /** A file of columns, as analysts' tools read it; it has an end. */
    PARQUET("application/vnd.apache.parquet", ParquetEncoding::new);

    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Encoding> encoding;

    ReplayFormat(String mediaType, Supplier<Encoding> encoding) {
        this.mediaType = mediaType;
        this.encoding = encoding;
    }

    /** @throws InvalidInput when there is none of that name, or it has to end before it can be read */
    public static ReplayFormat of(String name, boolean follow) {
        ReplayFormat asked = Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "format",
                        "There is no format \"" + name + "\". There are: "
                                + Arrays.stream(values()).map(Enum::toString).collect(Collectors.joining(", "))));
        if (asked == PARQUET && follow) {
            throw new InvalidInput("follow", "A Parquet file can be read once it is whole; follow with ndjson or sse.");
        }
        return asked;
    }

    String mediaType() {
        return mediaType;
    }

    public Encoding encoding() {
        return encoding.get();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

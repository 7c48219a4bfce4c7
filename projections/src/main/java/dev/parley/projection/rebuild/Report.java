package dev.parley.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How two generations of a view differ, with some of the differences as examples. */
public record Report(List<Compared> collections) {

    /**
     * One collection or index. The digests are of all documents as they were compared: the same when nothing differs.
     *
     * @param missing documents that only the one that is read has
     * @param added those that only the other has
     * @param uncertain documents that differed when they were met, and were too many to be looked at again while nothing moved
     */
    public record Compared(
            String collection,
            long documentsRead,
            long documentsMade,
            String digestRead,
            String digestMade,
            long missing,
            long added,
            long changed,
            long uncertain,
            List<Difference> examples) {

        public long differences() {
            return missing + added + changed + uncertain;
        }
    }

    /** One document: as it is read, and as the events make it. Null = there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String id, @Nullable String read, @Nullable String made) {}

    public Report {
        collections = List.copyOf(collections);
    }

    public long differences() {
        return collections.stream().mapToLong(Compared::differences).sum();
    }

    /** Whether everything that can be read now can be read in the other as well. */
    public boolean losesNothing() {
        return collections.stream().allMatch(compared -> compared.missing() == 0 && compared.uncertain() == 0);
    }
}

package dev.parley.projection.runtime;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.not;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One collection of the view store, read and written by {@code _id} in bounded steps. */
public final class ViewCollection {

    private static final int STEP = 1_000;

    /**
     * Errors of single writes that are about the server's state, not about the document (interrupted, stepping down, moving chunks,
     * out of time): asking again later helps.
     */
    private static final Set<Integer> PASSING = Set.of(
            6, 7, 11, 24, 46, 50, 63, 89, 91, 112, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436);

    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> written;

    public ViewCollection(MongoCollection<Document> documents) {
        this.documents = documents;
        this.written = documents.withDocumentClass(RawBsonDocument.class);
    }

    /** Those of the documents that exist; {@code fields} = a projection, null = all of them. */
    public List<Document> find(Collection<String> ids, @Nullable Bson fields) {
        List<Document> found = new ArrayList<>(ids.size());
        for (List<String> step : steps(List.copyOf(ids))) {
            documents.find(in("_id", step)).projection(fields).batchSize(STEP).into(found);
        }
        return found;
    }

    /** Matches the document only while it is older, so that a late write finds nothing to do. For upserts with {@link #write}. */
    public static Bson olderThan(String id, String versionField, long version) {
        return and(eq("_id", id), not(gte(versionField, version)));
    }

    /** Writes a whole view where nothing is. */
    public static WriteModel<RawBsonDocument> insert(Object view) {
        return new InsertOneModel<>(bson(view));
    }

    /** Writes a whole view over what is older, or where nothing is. */
    public static WriteModel<RawBsonDocument> replaceOlder(Object id, long version, Object view) {
        return new ReplaceOneModel<>(
                olderThan(id.toString(), "version", version), bson(view), new ReplaceOptions().upsert(true));
    }

    /**
     * A view as it is stored.
     *
     * @throws Unwritable when the store's format has nothing like what is in it
     */
    public static RawBsonDocument bson(Object view) {
        try {
            return StoredJson.bson(view);
        } catch (BSONException | IllegalArgumentException cannotBeSaid) {
            throw unsayable(cannotBeSaid);
        }
    }

    private static Unwritable unsayable(RuntimeException cause) {
        return new Unwritable("A document of the view cannot be written in the store's format.", cause);
    }

    public static WriteModel<RawBsonDocument> upsert(Bson filter, Bson update) {
        return new UpdateOneModel<>(filter, update, new UpdateOptions().upsert(true));
    }

    /**
     * Writes in any order. An insert, or an upsert whose filter excluded the document that is there, meets its key: that document stays.
     *
     * @throws Unwritable when the store refuses one of the documents for what is in it
     */
    public void write(List<WriteModel<RawBsonDocument>> writes) {
        for (List<WriteModel<RawBsonDocument>> step : steps(writes)) {
            try {
                written.bulkWrite(step, new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException failure) {
                judge(failure);
            } catch (BSONException | CodecConfigurationException | IllegalArgumentException cannotBeSaid) {
                // Too large, a number or a name that the store's format does not have: it never leaves this process.
                throw unsayable(cannotBeSaid);
            }
        }
    }

    private static void judge(MongoBulkWriteException failure) {
        if (failure.getWriteConcernError() != null) {
            throw failure;
        }
        for (BulkWriteError error : failure.getWriteErrors()) {
            if (error.getCategory() == ErrorCategory.DUPLICATE_KEY) {
                continue;
            }
            if (PASSING.contains(error.getCode())) {
                throw failure;
            }
            throw new Unwritable("The view store refused a document: " + error.getMessage(), failure);
        }
    }

    private static <T> List<List<T>> steps(List<T> all) {
        List<List<T>> steps = new ArrayList<>();
        for (int from = 0; from < all.size(); from += STEP) {
            steps.add(all.subList(from, Math.min(all.size(), from + STEP)));
        }
        return steps;
    }
}

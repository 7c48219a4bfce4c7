package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import dev.parley.rocksdb.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All documents of all collections in one ordered map on disk, with one log of writes. So what survives a crash is always what had been
 * written up to some moment: a projector's position never without the views it speaks of. Nothing waits for the disk; when the machine
 * loses power, the newest writes are missing, and the projectors make them again.
 */
final class Documents implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Documents.class);

    private static final long BLOCK_CACHE = 96L << 20;
    private static final int CACHE_SHARD_BITS = 2;
    private static final int BLOCK = 8 << 10;
    private static final long WRITE_BUFFER = 32L << 20;
    /** Of a write buffer, for what tells whether a key is in it. */
    private static final double MEMTABLE_BLOOM = 0.02;

    private static final int OPEN_FILES = 512;
    private static final long SYNC_EVERY = 1L << 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A document and where it lies. */
    record Entry(Key key, Document document) {}

    private interface Use<T> {
        T of(RocksDB database) throws RocksDBException;
    }

    private final Path directory;
    private final ReentrantReadWriteLock openOrNot = new ReentrantReadWriteLock();
    private final LRUCache cache;
    private final BloomFilter bloom;
    private final Options options;
    private final WriteOptions writing;
    private @Nullable RocksDB database;
    private volatile boolean failed;
    private boolean closed;
    private long mendedNanos;

    /** @param library where the native library lies, or is put */
    Documents(Path directory, Path library) {
        this.directory = directory;
        boolean untouched = prepare(library);
        cache = new LRUCache(BLOCK_CACHE, CACHE_SHARD_BITS);
        bloom = new BloomFilter(10, false);
        writing = new WriteOptions();
        options = new Options()
                .setCreateIfMissing(untouched)
                // What lies behind a hole in the log was never promised to anybody: the state before it is a whole one.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setParanoidChecks(true)
                .setWalBytesPerSync(SYNC_EVERY)
                .setBytesPerSync(SYNC_EVERY)
                .setWriteBufferSize(WRITE_BUFFER)
                // Most of what is asked for before it is written is not there: then nobody has to look for it.
                .setMemtableWholeKeyFiltering(true)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinTopLevelIndexAndFilter(true));
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            close();
            throw reasonNotToOpen(e);
        }
    }

    /** Whether nothing was ever written here; only then may RocksDB begin anew. */
    private boolean prepare(Path library) {
        try {
            Files.createDirectories(directory);
            NativeLibrary.load(library, true);
            try (DirectoryStream<Path> data = Files.newDirectoryStream(directory, "*.{sst,log}")) {
                for (Path file : data) {
                    if (Files.size(file) > 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException e) {
            throw new CannotOpenViews(
                    "The view store cannot write into " + directory + " (" + e
                            + "); make it writable for this user, or name another place.",
                    e);
        }
    }

    private CannotOpenViews reasonNotToOpen(RocksDBException e) {
        String story = String.valueOf(e.getMessage());
        if (story.contains("lock file") || story.contains("lock hold")) {
            return new CannotOpenViews(
                    "The view store in " + directory + " is in use by another process; stop that one first.", e);
        }
        if (isDamage(e) || story.contains("create_if_missing")) {
            return new CannotOpenViews(damaged(story), e);
        }
        return new CannotOpenViews("The view store in " + directory + " cannot be opened: " + story + ".", e);
    }

    private static boolean isDamage(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
    }

    private String damaged(String story) {
        return "The view store in " + directory
                + " is damaged. Nothing is lost, for views are computed from the events: stop Parley, delete that directory, and"
                + " the next start computes them again. RocksDB says: " + story;
    }

    private <T> T use(Use<T> use) {
        if (failed) {
            mend();
        }
        Lock open = openOrNot.readLock();
        open.lock();
        try {
            if (database == null) {
                throw new ViewsUnavailable("The view store is closed.");
            }
            return use.of(database);
        } catch (RocksDBException e) {
            String story = String.valueOf(e.getMessage());
            String sentence = isDamage(e)
                    ? damaged(story)
                    : "The view store in " + directory + " cannot be read or written: " + story;
            log.error(sentence);
            failed = !isDamage(e);
            throw new ViewsUnavailable(sentence, e);
        } finally {
            open.unlock();
        }
    }

    /** After a failed write RocksDB takes no other. Opened anew it holds what is on the disk, and projectors go on from there. */
    private void mend() {
        Lock alone = openOrNot.writeLock();
        alone.lock();
        try {
            if (failed && !closed && System.nanoTime() - mendedNanos > PAUSE.toNanos()) {
                mendedNanos = System.nanoTime();
                closeDatabase();
                database = RocksDB.open(options, directory.toString());
                failed = false;
            }
        } catch (RocksDBException e) {
            throw new ViewsUnavailable(
                    "The view store in " + directory + " cannot be opened yet: " + e.getMessage(), e);
        } finally {
            alone.unlock();
        }
    }

    byte @Nullable [] get(Key key) {
        return use(open -> open.get(key.bytes()));
    }

    /** Those that exist. */
    Map<Key, byte[]> get(List<Key> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return use(open -> {
            List<byte[]> found =
                    open.multiGetAsList(keys.stream().map(Key::bytes).toList());
            Map<Key, byte[]> documents = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                byte @Nullable [] document = found.get(i);
                if (document != null) {
                    documents.put(keys.get(i), document);
                }
            }
            return documents;
        });
    }

    /** In order, or against it, at most so many documents and not many more bytes. */
    List<Entry> scan(Key from, Key to, boolean backwards, int most, long bytes) {
        return use(open -> {
            List<Entry> found = new ArrayList<>();
            long size = 0;
            try (Slice first = new Slice(from.bytes());
                    Slice end = new Slice(to.bytes());
                    ReadOptions within =
                            new ReadOptions().setIterateLowerBound(first).setIterateUpperBound(end);
                    RocksIterator each = open.newIterator(within)) {
                if (backwards) {
                    each.seekToLast();
                } else {
                    each.seekToFirst();
                }
                while (each.isValid() && found.size() < most && size < bytes) {
                    byte[] document = each.value();
                    found.add(new Entry(new Key(each.key()), Bson.document(document)));
                    size += document.length;
                    if (backwards) {
                        each.prev();
                    } else {
                        each.next();
                    }
                }
                each.status();
            }
            return found;
        });
    }

    long count(Key from, Key to) {
        return use(open -> {
            long count = 0;
            try (Slice end = new Slice(to.bytes());
                    ReadOptions within =
                            new ReadOptions().setIterateUpperBound(end).setFillCache(false);
                    RocksIterator each = open.newIterator(within)) {
                for (each.seek(from.bytes()); each.isValid(); each.next()) {
                    count++;
                }
                each.status();
            }
            return count;
        });
    }

    /** All of it or nothing, behind everything that was written before. */
    void write(WriteBatch batch) {
        var _ = use(open -> {
            open.write(writing, batch);
            return true;
        });
    }

    void put(Key key, byte[] document) {
        var _ = use(open -> {
            open.put(writing, key.bytes(), document);
            return true;
        });
    }

    void delete(Key key) {
        var _ = use(open -> {
            open.delete(writing, key.bytes());
            return true;
        });
    }

    void deleteAll(Key from, Key to) {
        var _ = use(open -> {
            open.deleteRange(writing, from.bytes(), to.bytes());
            return true;
        });
    }

    long bytesOnDisk() {
        return use(open -> open.getLongProperty("rocksdb.total-sst-files-size"));
    }

    private void closeDatabase() {
        if (database == null) {
            return;
        }
        try (FlushOptions flush = new FlushOptions()) {
            database.flush(flush);
        } catch (RocksDBException e) {
            log.debug("The view store was not flushed before closing", e);
        }
        database.close();
        database = null;
    }

    /** Flushed, so that the next opening need not go through the log of writes. Without it nothing is lost. */
    @Override
    public void close() {
        Lock alone = openOrNot.writeLock();
        alone.lock();
        try {
            closed = true;
            closeDatabase();
        } finally {
            alone.unlock();
        }
        writing.close();
        options.close();
        bloom.close();
        cache.close();
    }
}

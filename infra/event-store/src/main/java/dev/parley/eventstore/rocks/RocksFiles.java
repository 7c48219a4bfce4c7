package dev.parley.eventstore.rocks;

import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.StoreUnavailable;
import dev.parley.rocksdb.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.TableProperties;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open RocksDB database and everything native that belongs to it. It can be closed and opened again under its users: whoever uses
 * it does so inside {@link #use}, and never keeps anything native beyond.
 */
final class RocksFiles implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RocksFiles.class);
    private static final long BLOCK_CACHE = 64L << 20;
    private static final int CACHE_SHARD_BITS = 2;
    private static final int BLOCK = 4 << 10;
    private static final long WRITE_BUFFER = 32L << 20;
    private static final long WRITE_AHEAD_LOG = 96L << 20;
    private static final int OPEN_FILES = 512;
    private static final int PROBE_BYTES = 1 << 20;

    /** Work with the open database. */
    interface Use<T> {
        T with(RocksFiles files) throws RocksDBException;
    }

    /** How to open it. */
    enum Access {
        WRITE,
        /** Beside the process that writes, or without one; changes nothing. */
        READ
    }

    private final Path directory;
    private final Access access;
    private final Manifest manifest;
    private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
    private final Lock writing = new ReentrantLock();
    private final ReentrantReadWriteLock openOrNot = new ReentrantReadWriteLock();
    private final LRUCache cache;
    private final BloomFilter bloom;
    private final ColumnFamilyOptions scanned;
    private final ColumnFamilyOptions lookedUp;
    private final DBOptions options;
    private final WriteOptions durably;
    private @Nullable RocksDB database;

    RocksFiles(Path directory, Access access) {
        this.directory = directory;
        this.access = access;
        this.manifest = new Manifest(directory);
        requireDirectory();
        try {
            NativeLibrary.load(directory.resolve("native"), access == Access.WRITE);
        } catch (IOException e) {
            throw new CannotOpenStore("The event store cannot write into " + directory + ": " + e, e);
        }
        durably = new WriteOptions().setSync(true);
        bloom = new BloomFilter(10, false);
        cache = new LRUCache(BLOCK_CACHE, CACHE_SHARD_BITS);
        scanned = familyOptions(tables());
        lookedUp = familyOptions(tables().setFilterPolicy(bloom));
        options = new DBOptions()
                // A torn record at the very end is a write that nobody was told of; anything else that is wrong is an
                // error.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                .setMaxTotalWalSize(WRITE_AHEAD_LOG)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(OPEN_FILES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setStatsDumpPeriodSec(0);
        try {
            database = open(access);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Index and filter in parts: a whole one is larger than a share of the cache, and would be read from the disk each time. */
    private BlockBasedTableConfig tables() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setMetadataBlockSize(BLOCK)
                .setCacheIndexAndFilterBlocks(true)
                .setPinTopLevelIndexAndFilter(true)
                .setChecksumType(ChecksumType.kxxHash64);
    }

    private static ColumnFamilyOptions familyOptions(BlockBasedTableConfig tables) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(WRITE_BUFFER)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setTableFormatConfig(tables);
    }

    private void requireDirectory() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CannotOpenStore("The event store needs a directory, but " + directory
                    + " is a file; move it away or name another place.");
        }
        if (access == Access.READ) {
            if (!Files.exists(directory.resolve("CURRENT")) && untouched()) {
                throw new CannotOpenStore("There is no event store in " + directory + ".");
            }
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CannotOpenStore(
                    "The directory " + directory
                            + " for the event store cannot be made; make it, or name another place.",
                    e);
        }
        if (!Files.isWritable(directory)) {
            throw new CannotOpenStore("The event store cannot write into " + directory
                    + "; make it writable for this user, or name another place.");
        }
    }

    private RocksDB open(Access access) {
        List<ColumnFamilyDescriptor> descriptors = Arrays.stream(Family.values())
                .map(family -> new ColumnFamilyDescriptor(family.nameBytes(), family.lookedUp() ? lookedUp : scanned))
                .toList();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            manifest.requireWhole();
            if (access == Access.READ) {
                return opened(RocksDB.openReadOnly(options, directory.toString(), descriptors, handles), handles);
            }
            boolean untouched = untouched();
            options.setCreateIfMissing(untouched).setCreateMissingColumnFamilies(untouched);
            RocksDB opened = opened(RocksDB.open(options, directory.toString(), descriptors, handles), handles);
            manifest.note();
            return opened;
        } catch (RocksDBException e) {
            throw reasonNotToOpen(e);
        } catch (IOException e) {
            throw new CannotOpenStore("The event store cannot look into " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Whether nothing was ever written here. Only then may RocksDB make what it does not find: elsewhere it would begin an empty store
     * on top of what is left of a damaged one, and tidy that away.
     */
    private boolean untouched() {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (DirectoryStream<Path> data = Files.newDirectoryStream(directory, "*.{sst,log}")) {
            for (Path file : data) {
                if (Files.size(file) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new CannotOpenStore("The event store cannot look into " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    private RocksDB opened(RocksDB opened, List<ColumnFamilyHandle> handles) {
        Iterator<ColumnFamilyHandle> next = handles.iterator(); // in the order of the descriptors
        for (Family family : Family.values()) {
            families.put(family, next.next());
        }
        return opened;
    }

    RuntimeException reasonNotToOpen(RocksDBException e) {
        String story = String.valueOf(e.getMessage());
        if (story.contains("lock file") || story.contains("lock hold")) {
            return new CannotOpenStore(
                    "The event store in " + directory + " is in use by another process; stop that one first.", e);
        }
        if (story.contains("Column families not opened")) {
            return new CannotOpenStore(
                    "The event store in " + directory
                            + " was written by a newer Parley, which keeps more in it; start that version instead.",
                    e);
        }
        if (isDamage(e) || story.contains("create_if_missing") || story.contains("Column family not found")) {
            return new DamagedStore(
                    "The event store in " + directory
                            + " is damaged and was left as it is; restore it from a backup. RocksDB says: " + story,
                    e);
        }
        return new CannotOpenStore("The event store in " + directory + " cannot be opened: " + story + ".", e);
    }

    static boolean isDamage(RocksDBException e) {
        return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
    }

    /** @throws StoreUnavailable while it is closed */
    <T> T use(Use<T> use) throws RocksDBException {
        Lock open = openOrNot.readLock();
        open.lock();
        try {
            if (database == null) {
                throw new StoreUnavailable("The event store is closed.");
            }
            return use.with(this);
        } finally {
            open.unlock();
        }
    }

    /** Like {@link #use}, one after the other: for whoever writes what depends on what it has just read. */
    <T> T useAlone(Use<T> use) throws RocksDBException {
        writing.lock();
        try {
            return use(use);
        } finally {
            writing.unlock();
        }
    }

    /** Puts what is known of the store itself where no damage to the log of writes can reach it. */
    boolean flushFacts() throws RocksDBException {
        try (FlushOptions flush = new FlushOptions()) {
            database().flush(flush, family(Family.META));
        }
        return true;
    }

    /** How many entries a family holds whose entries are written once and never deleted. */
    long count(Family family) throws RocksDBException {
        long count = database().getLongProperty(family(family), "rocksdb.num-entries-active-mem-table")
                + database().getLongProperty(family(family), "rocksdb.num-entries-imm-mem-tables");
        for (TableProperties table :
                database().getPropertiesOfAllTables(family(family)).values()) {
            count += table.getNumEntries();
        }
        return count;
    }

    /** Of the open database; inside {@link #use} only. */
    RocksDB database() {
        if (database == null) {
            throw new IllegalStateException("Not open");
        }
        return database;
    }

    /** Of the open database; inside {@link #use} only. */
    ColumnFamilyHandle family(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    WriteOptions durably() {
        return durably;
    }

    Path directory() {
        return directory;
    }

    /**
     * Opens it anew, so that what is in memory is what is on the disk. After a failed write that is the only way to know. Whoever only
     * reads may go on meanwhile, also when it fails.
     *
     * @throws IOException when the disk takes nothing yet
     */
    void openAnew() throws IOException {
        probe();
        Lock alone = openOrNot.writeLock();
        alone.lock();
        try {
            closeDatabase();
            try {
                database = open(access);
            } catch (RuntimeException e) {
                database = open(Access.READ);
                throw e;
            }
        } finally {
            alone.unlock();
        }
    }

    /** @throws IOException when the disk does not take as much as opening needs */
    private void probe() throws IOException {
        Path file = directory.resolve("probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer zeroes = ByteBuffer.allocate(PROBE_BYTES);
            while (zeroes.hasRemaining()) {
                channel.write(zeroes);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** So that the next opening need not go through the log of writes. Without it nothing is lost. */
    private void flush(RocksDB open) {
        try (FlushOptions all = new FlushOptions()) {
            open.flush(all, List.copyOf(families.values()));
        } catch (RocksDBException e) {
            log.debug("The event store was not flushed before closing", e);
        }
    }

    private void closeDatabase() {
        if (database != null) {
            if (access == Access.WRITE) {
                flush(database);
                manifest.note();
            }
            families.values().forEach(ColumnFamilyHandle::close);
            families.clear();
            database.close();
            database = null;
        }
    }

    @Override
    public void close() {
        Lock alone = openOrNot.writeLock();
        alone.lock();
        try {
            closeDatabase();
        } finally {
            alone.unlock();
        }
        durably.close();
        options.close();
        scanned.close();
        lookedUp.close();
        bloom.close();
        cache.close();
    }
}

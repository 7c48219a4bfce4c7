package dev.parley.eventstore.rocks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Goes through everything in a column family once, as far as it can be read, and tells how far it is. */
record FamilyScan(RocksFiles open, Damages damages, Verification.Watcher watcher) {

    private static final int TELL_EVERY = 4096;

    /** What to do with each. */
    @FunctionalInterface
    interface Entry {
        void check(byte[] key, byte[] value) throws RocksDBException;
    }

    void each(Verification.Stage stage, Family family, Entry each) {
        long done = 0;
        byte[] last = new byte[0];
        try (ReadOptions options = options();
                RocksIterator entries = open.database().newIterator(open.family(family), options)) {
            long total = open.database().getLongProperty(open.family(family), "rocksdb.estimate-num-keys");
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                last = entries.key();
                each.check(last, entries.value());
                if (++done % TELL_EVERY == 0) {
                    watcher.at(stage, done, Math.max(done + 1, total)); // the total is an estimate
                }
            }
            entries.status();
        } catch (RocksDBException e) {
            damages.found(behind(family, last), e);
        }
        watcher.at(stage, done, done);
    }

    private static String behind(Family family, byte[] last) {
        String place = last.length == 0
                ? "its beginning"
                : family == Family.AGGREGATES ? IndexCheck.entry(last) : new String(last, StandardCharsets.UTF_8);
        return "family " + family.name().toLowerCase(Locale.ROOT) + " after " + place;
    }

    /** Blocks that are looked at once need no place in the cache. */
    static ReadOptions options() {
        return new ReadOptions().setVerifyChecksums(true).setFillCache(false).setReadaheadSize(1 << 20);
    }
}

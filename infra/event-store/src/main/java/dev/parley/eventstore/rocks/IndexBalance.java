package dev.parley.eventstore.rocks;

/**
 * Whether index and events say the same, for eight bytes per thousand events. Every entry is added to its stretch of positions and every
 * event is taken off again, each as a hash: what is left in a stretch is zero when the two hold the same, whatever order they came in.
 * Two mistakes that cancel each other out take a coincidence of one in 2⁶⁴.
 */
final class IndexBalance {

    private static final int STRETCH_BITS = 10;

    private final long[] left;
    private final long head;

    IndexBalance(long head) {
        this.head = head;
        this.left = new long[Math.toIntExact((head >>> STRETCH_BITS) + 1)];
    }

    /** The index has an entry with that key. */
    void indexed(byte[] key, long position) {
        left[stretch(position)] += hash(key, position);
    }

    /** The store has an event that belongs under that key. */
    void stored(byte[] key, long position) {
        left[stretch(position)] -= hash(key, position);
    }

    boolean agrees() {
        return firstOdd(1) == 0;
    }

    boolean isOdd(long position) {
        return left[stretch(position)] != 0;
    }

    /** The first position from there on in a stretch where the two do not agree; 0 = there is none. */
    long firstOdd(long from) {
        long position = from;
        while (position <= head) {
            if (isOdd(position)) {
                return position;
            }
            position = ((position >>> STRETCH_BITS) + 1) << STRETCH_BITS;
        }
        return 0;
    }

    private static int stretch(long position) {
        return (int) (position >>> STRETCH_BITS);
    }

    /** FNV-1a over the key, then the mixing end of MurmurHash3 with the position. */
    private static long hash(byte[] key, long position) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : key) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        hash ^= position * 0x9e3779b97f4a7c15L;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}

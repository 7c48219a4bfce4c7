package dev.parley.projection.search;

/** What a batch knows of a message: all of it, or only what became of it later, the rest being in the index. */
sealed interface Indexed {

    record Whole(MessageDocument document) implements Indexed {}

    record Later(long version, String type, String text, boolean deleted) implements Indexed {

        /** Nothing is left to find. */
        static Later gone(long version) {
            return new Later(version, "", "", true);
        }

        /** The same when that is newer. */
        MessageDocument of(MessageDocument before) {
            return before.version() >= version
                    ? before
                    : new MessageDocument(
                            before.conversation(),
                            before.sender(),
                            before.seq(),
                            version,
                            before.at(),
                            deleted ? before.type() : type,
                            text,
                            deleted);
        }
    }
}

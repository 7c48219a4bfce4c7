package dev.parley.projection.search;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ContentPart;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch knows of a message: all of it, or only what became of it later, the rest being in the index. */
sealed interface Indexed {

    record Whole(MessageDocument document) implements Indexed {}

    /** @param said null when nothing is left to find */
    record Later(long version, @Nullable Said said) implements Indexed {

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
                            said == null ? before.type() : said.type(),
                            said == null ? Set.of() : said.has(),
                            said == null ? "" : said.text(),
                            said == null);
        }
    }

    /** What a message is found by. Many systems write accents as signs of their own, file names above all; people who search do not. */
    record Said(String type, Set<ContentPart> has, String text) {

        static Said of(Content content) {
            return new Said(
                    content.type(), ContentPart.of(content), Normalizer.normalize(content.text(), Normalizer.Form.NFC));
        }
    }
}

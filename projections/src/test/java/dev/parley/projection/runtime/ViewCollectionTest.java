package dev.parley.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.projection.EmbeddedViewStore;
import java.math.BigInteger;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ViewCollectionTest {

    private static final String VIEW = "views";

    /** Whatever else would stop the projector for everybody, for good. */
    @Test
    void whatTheFormatCannotSayIsTheDocumentsFault() {
        try (EmbeddedViewStore store = new EmbeddedViewStore()) {
            ViewCollection views = new ViewCollection(store.database().getCollection(VIEW));
            for (Object value : List.of(BigInteger.TWO.pow(64), new Document("a\0b", 1), "x".repeat(17 << 20))) {
                Document document =
                        new Document("_id", "1").append("version", 1L).append("value", value);
                assertThatThrownBy(() -> views.write(List.of(ViewCollection.insert(document))))
                        .isInstanceOf(Unwritable.class);
            }
            views.write(List.of(ViewCollection.insert(new Document("_id", "2"))));
            assertThat(store.all(VIEW)).hasSize(1);
        }
    }
}

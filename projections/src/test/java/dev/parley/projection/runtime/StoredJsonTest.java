package dev.parley.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StoredJsonTest {

    record View(String _id, @Nullable String nothing, Map<String, Object> inside, List<Object> list) {}

    @Test
    void aViewIsTheSameInTheStoresFormatAsReadFromItsJson() {
        View view = new View(
                "id",
                null,
                Map.of("a", Map.of("b", Map.of("c", List.of(List.of(), Map.of()))), "long", "ü你👋".repeat(500)),
                Arrays.asList(1, -1L, Long.MIN_VALUE, 1.5, 2.5f, true, false, null, new BigDecimal("0.1"), "", "\0"));

        Document stored = StoredJson.bson(view).decode(new DocumentCodec());

        assertThat(stored).containsOnlyKeys("_id", "nothing", "inside", "list");
        assertThat(StoredJson.MAPPER.<JsonNode>valueToTree(stored.get("inside")))
                .isEqualTo(StoredJson.MAPPER.valueToTree(view.inside()));
        assertThat(stored.getList("list", Object.class))
                .containsExactly(
                        1,
                        -1L,
                        Long.MIN_VALUE,
                        1.5,
                        2.5,
                        true,
                        false,
                        null,
                        new Decimal128(new BigDecimal("0.1")),
                        "",
                        "\0");
    }

    @Test
    void namesThatAreNumbersAndPlainListsAreSaidLikeAnyOthers() {
        Document stored = StoredJson.bson(Map.of(
                        "1", Map.of(2L, (short) 3),
                        "4", new int[] {5},
                        "6", new long[] {7},
                        "8", new double[] {9.5},
                        "10", new String[] {"11"}))
                .decode(new DocumentCodec());

        assertThat(stored)
                .containsOnly(
                        entry("1", new Document("2", 3)),
                        entry("4", List.of(5)),
                        entry("6", List.of(7L)),
                        entry("8", List.of(9.5)),
                        entry("10", List.of("11")));
    }

    @Test
    void whatTheStoresFormatDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> StoredJson.bson(Map.of("zero\0inside", 1))).isInstanceOf(BSONException.class);
        assertThatThrownBy(() -> StoredJson.bson(Map.of("n", BigInteger.TEN.pow(30))))
                .isInstanceOf(BSONException.class);
        assertThatThrownBy(() -> StoredJson.bson(Map.of("bytes", new byte[] {1})))
                .isInstanceOf(BSONException.class);
        assertThatThrownBy(() -> StoredJson.bson(Map.of("n", new BigDecimal("1e7000"))))
                .isInstanceOf(BSONException.class);
        assertThatThrownBy(() -> StoredJson.bson("no object")).isInstanceOf(BSONException.class);
    }
}

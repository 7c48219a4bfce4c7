package dev.parley.query.people;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.CAI;

import dev.parley.api.people.PersonView;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.query.QuerySide;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class PeopleTest {

    private static QuerySide side;

    @BeforeAll
    static void open() {
        side = QuerySide.withoutSearch();
    }

    @AfterAll
    static void close() {
        side.close();
    }

    @BeforeEach
    void anaAndBenAreKnown() {
        side.forget();
        side.put(Views.PEOPLE, new PersonView(ANA, "ana", "Ana", 0));
        side.put(Views.PEOPLE, new PersonView(BEN, "ben", "Ben", 0));
    }

    @Test
    void everybodySeesAPublicProfile() {
        get("/" + BEN, 200)
                .json(
                        "{\"user\": \"%s\", \"username\": \"ben\", \"displayName\": \"Ben\"}".formatted(BEN),
                        JsonCompareMode.STRICT);
    }

    @Test
    void manyComeInTheOrderAskedForAndWhoIsUnknownIsLeftOut() {
        get("?ids=" + BEN + "," + CAI + "," + ANA + "," + BEN, 200)
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].username")
                .isEqualTo("ben")
                .jsonPath("$.items[1].username")
                .isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000003", "nobody"})
    void whoIsNotThereIsNotFound(String id) {
        get("/" + id, 404).jsonPath("$.code").isEqualTo("NOT_FOUND");
    }

    @Test
    void nobodyIsDeniedByAViewThatIsBehind() {
        side.topicEndsAt(Topic.PEOPLE_EVENTS, 3);
        side.hasRead(Projectors.PEOPLE, Topic.PEOPLE_EVENTS, 2);

        get("/" + CAI, 503).jsonPath("$.code").isEqualTo("VIEW_BEHIND");
        get("/" + ANA, 200);
    }

    @Test
    void idsThatAreNoneOrTooManyAreNamed() {
        String tooMany = IntStream.range(0, 101)
                .mapToObj(number -> QuerySide.user(number).toString())
                .collect(Collectors.joining(","));
        for (String ids : new String[] {"nobody", "", ANA + ",", tooMany}) {
            get("?ids=" + ids, 400)
                    .jsonPath("$.code")
                    .isEqualTo("INVALID")
                    .jsonPath("$.field")
                    .isEqualTo("ids");
        }
        get("", 400).jsonPath("$.field").isEqualTo("ids");
    }

    private static BodyContentSpec get(String path, int status) {
        return side.as(ANA)
                .get()
                .uri("/api/v1/users" + path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }
}

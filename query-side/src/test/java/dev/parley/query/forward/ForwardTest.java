package dev.parley.query.forward;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.CAI;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.query.QuerySide;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ForwardTest {

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
    void threeMessages() {
        side.forget();
        side.group(1, BEN, 3, 1);
        side.belongs(ANA, Map.of(conversation(1), Membership.from(0, 1)));
    }

    @Test
    void eachMessageIsSaidInEachTargetAndNamesWhoSaidItFirst() {
        forward(ANA, "{\"messages\":[\"%1$s.3\",\"%1$s.2\"],\"to\":[\"%2$s\",\"%3$s\"]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.results[*].messages.length()")
                .value((List<Integer> sent) -> assertThat(sent).containsExactly(2, 2));
        assertThat(side.said()).hasSize(4).allSatisfy(message -> {
            assertThat(message.forwarded())
                    .isNotNull()
                    .extracting(Forwarded::sender)
                    .isEqualTo(BEN);
            assertThat(message.clientId()).isNull();
        });
        assertThat(side.said().stream()
                        .filter(message -> message.conversation().equals(conversation(2)))
                        .map(message -> message.content().text()))
                .containsExactly("word 3", "word 2");
    }

    @Test
    void mergedTheyAreOneMessage() {
        forward(ANA, "{\"messages\":[\"%1$s.2\",\"%1$s.3\"],\"to\":[\"%2$s\"],\"merged\":true}")
                .expectStatus()
                .isOk();
        SendMessage said = side.said().getFirst();
        assertThat(said.content()).isInstanceOfSatisfying(Content.Merged.class, merged -> {
            assertThat(merged.title()).isEqualTo("Group 1");
            assertThat(merged.items()).extracting(Content.Merged.Item::sender).containsExactly(BEN, BEN);
        });
    }

    @Test
    void aTargetThatSaysNoDoesNotHoldUpTheOthers() {
        forward(ANA, "{\"messages\":[\"%1$s.2\"],\"to\":[\"%4$s\",\"%2$s\"]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.results[0].code")
                .isEqualTo("MUTED")
                .jsonPath("$.results[1].messages.length()")
                .isEqualTo(1);
    }

    @Test
    void whatOneMayNotReadOneMayNotPassOn() {
        forward(ANA, "{\"messages\":[\"%1$s.2\",\"%1$s.1\"],\"to\":[\"%2$s\"]}")
                .expectStatus()
                .isNotFound();
        forward(CAI, "{\"messages\":[\"%1$s.2\"],\"to\":[\"%2$s\"]}")
                .expectStatus()
                .isNotFound();
        assertThat(side.said()).isEmpty();
    }

    @Test
    void theSameKeyGivesTheSameClientIds() {
        String body = "{\"messages\":[\"%1$s.2\",\"%1$s.3\"],\"to\":[\"%2$s\"]}";
        keyed("k", body);
        keyed("k", body);
        keyed("other", body);
        List<String> ids = side.said().stream().map(SendMessage::clientId).toList();
        assertThat(ids.subList(0, 2)).doesNotHaveDuplicates().isEqualTo(ids.subList(2, 4));
        assertThat(ids.subList(4, 6)).doesNotContainAnyElementsOf(ids.subList(0, 2));
    }

    @Test
    void whatIsTooMuchIsNamed() {
        forward(ANA, "{\"messages\":[],\"to\":[\"%2$s\"]}").expectStatus().isBadRequest();
        forward(ANA, "{\"messages\":[\"%1$s.2\"],\"to\":[\"%2$s\",\"%2$s\"]}")
                .expectStatus()
                .isBadRequest();
    }

    private static void keyed(String key, String body) {
        side.as(ANA)
                .post()
                .uri("/api/v1/forwards")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(filled(body))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static ResponseSpec forward(UserId user, String body) {
        return side.as(user)
                .post()
                .uri("/api/v1/forwards")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(filled(body))
                .exchange();
    }

    private static String filled(String body) {
        return body.formatted(conversation(1), conversation(2), conversation(3), conversation(9));
    }
}

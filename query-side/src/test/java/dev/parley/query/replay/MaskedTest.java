package dev.parley.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.query.replay.Treatment.Parts;
import dev.parley.query.replay.Treatment.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who reads masked events learns how much was said and when, and neither what nor by whom. */
class MaskedTest {

    private static final String ANA = "01a1fce5-a02c-776f-a8be-b7246d539766";
    private static final String BEN = "01a1fce5-a09c-7522-b9e3-8248c1796f36";
    private static final String GROUP = "01a1fce5-a378-7a05-a3b1-afc65e18d3eb";

    private final Disclosure masked = Disclosure.masked(new Pseudonyms("a key".getBytes(StandardCharsets.UTF_8)));

    private JsonNode payload(String type, String aggregate, String payload) {
        var event = new ListArchive().add(type, aggregate, payload).after(0, 1).getFirst();
        return JsonMapper.shared().readTree(masked.show(event).payload());
    }

    @Test
    void aMessageKeepsItsPlaceItsTimeAndItsSize() {
        JsonNode sent = payload("MessageSent", GROUP, """
                {"conversation":"%1$s","message":"%1$s.7","seq":7,"clientId":"shopping list",\
                "content":{"type":"text","text":"Nudeln um zwölf? 面条"},"mentions":["%3$s"],"mentionsEveryone":false,\
                "extensions":{"secret name":{"a":1}},"by":"%2$s","at":"2026-11-21T08:00:00Z"}""".formatted(GROUP, ANA, BEN));
        assertThat(sent.path("seq").asLong()).isEqualTo(7);
        assertThat(sent.path("at").asString()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(sent.path("content").path("type").asString()).isEqualTo("text");
        assertThat(sent.path("content").path("text").asString()).isEqualTo("masked:19");
        assertThat(sent.path("message").asString())
                .isEqualTo(sent.path("conversation").asString() + ".7");
        assertThat(sent.path("extensions").asString()).isEqualTo("masked:object");
        assertThat(sent.toString())
                .doesNotContain(ANA)
                .doesNotContain(BEN)
                .doesNotContain(GROUP)
                .doesNotContain("shopping")
                .doesNotContain("secret name")
                .doesNotContain("Nudeln");
    }

    @Test
    void somebodyIsTheSameInEveryEventAndSomebodyElseWithAnotherKey() {
        String joined = """
                {"conversation":"%s","members":["%s","%s"],"headSeq":0,"afterSeq":0,"via":"added","by":"%s","at":"x"}""".formatted(GROUP, ANA, BEN, ANA);
        JsonNode added = payload("MembersAdded", GROUP, joined);
        assertThat(added.path("members").get(0)).isEqualTo(added.path("by"));
        assertThat(added.path("members").get(1)).isNotEqualTo(added.path("by"));
        assertThat(added.path("via").asString()).isEqualTo("added");
        assertThat(payload("PersonErased", ANA, "{\"person\":\"%s\",\"edition\":3}".formatted(ANA))
                        .path("person"))
                .isEqualTo(added.path("by"));
        Pseudonyms others = new Pseudonyms("another key".getBytes(StandardCharsets.UTF_8));
        assertThat(others.of(ANA)).isNotEqualTo(added.path("by").asString());
    }

    @Test
    void namesProfilesAndPlacesAreHidden() {
        assertThat(payload("PersonRegistered", ANA, """
                {"person":"%s","username":"ana","displayName":"Ana","at":"2026-11-21T08:00:00Z"}""".formatted(ANA)).toString())
                .contains("masked:3")
                .doesNotContain("na\"");
        JsonNode there = payload("MessageSent", GROUP, """
                {"content":{"type":"location","latitude":52.5,"longitude":13.4,"title":"Home"}}""").path("content");
        assertThat(there.path("latitude").isNull()).isTrue();
        assertThat(there.path("title").asString()).isEqualTo("masked:4");
        JsonNode file = payload("MessageSent", GROUP, """
                {"content":{"type":"file","file":"f-1","name":"will.pdf","size":1024,"mimeType":"application/pdf"}}""").path("content");
        assertThat(file.path("size").asLong()).isEqualTo(1_024);
        assertThat(file.path("name").asString()).isEqualTo("masked:8");
    }

    @Test
    void whatNobodyHasThoughtOfIsHidden() {
        assertThat(payload("SomethingNew", GROUP, "{\"note\":\"a secret\",\"number\":4711,\"list\":[\"a\"]}")
                        .toString())
                .isEqualTo("{\"note\":\"masked:8\",\"number\":null,\"list\":\"masked:object\"}");
    }

    @Test
    void everyEventHasATreatmentAndNoTextIsShown() {
        Map<String, Parts> treatments = Treatment.ofEvents();
        assertThat(treatments.keySet()).containsExactlyInAnyOrderElementsOf(ReplayQuery.KNOWN_TYPES);
        assertThat(treatments.get("NicknameChanged").of("nickname")).isEqualTo(Plain.HIDDEN);
        assertThat(treatments.get("AnnouncementChanged").of("text")).isEqualTo(Plain.HIDDEN);
        assertThat(treatments.get("FriendRequested").of("other")).isEqualTo(Plain.PERSON);
        assertThat(treatments.get("FriendRequested").of("friendship")).isEqualTo(Plain.ID);
    }
}

package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An index that somebody has meddled with is found out, and made right again. */
class AuditTest extends Journey {

    private static final Pattern HEALTH = Pattern.compile("Health: (http://[^/]+)/");
    private static final Pattern REBUILD = Pattern.compile("Rebuild (search-\\d+):");

    @Test
    void whatTheIndexHoldsFalselyIsNamedCountedAndMadeRight() {
        Person ana = newcomer("Ana");
        String group = group(ana);
        String changed = say(ana, group, "a truthful okapi").message();
        String lost = say(ana, group, "a vanishing okapi").message();
        Eventually.see("both", () -> ana.rest().search("okapi").items(), hits -> hits.size() == 2);
        String invented = group + ".99";

        try (FrontDoor index =
                FrontDoor.at(URI.create("http://127.0.0.1:" + product().port("elasticsearch", "http")))) {
            String asIs = elasticsearch(index, "GET", "_source", changed, group, null);
            elasticsearch(index, "PUT", "_doc", changed, group, asIs.replace("truthful", "planted"));
            elasticsearch(index, "PUT", "_doc", invented, group, asIs.replace("truthful", "invented"));
            elasticsearch(index, "DELETE", "_doc", lost, group, null);
        }

        String told = Tool.run(product().data(), "audit", "--all", "--view", "search")
                .expectFailure("The views differ from the events")
                .printed();
        assertThat(told)
                .contains("1 changed, 1 only read, 1 only made")
                .contains(changed, lost, invented)
                .contains("planted", "vanishing", "invented");
        assertThat(metrics()).containsPattern("parley_audit_differences\\{[^}]*projector=\"search\"[^}]*} 3\\.0");

        String rebuilt =
                Tool.run(product().data(), "rebuild", "search").expectSuccess().printed();
        assertThat(rebuilt).contains("Documents that can be read now would be gone", "It waits");
        String rebuild = found(REBUILD, rebuilt);
        Tool.run(product().data(), "rebuild", "--switch", rebuild).expectSuccess();
        Tool.run(product().data(), "audit", "--all", "--view", "search").expectSuccess();
        assertThat(metrics()).containsPattern("parley_audit_differences\\{[^}]*projector=\"search\"[^}]*} 0\\.0");
        assertThat(ana.rest().search("okapi").items())
                .extracting(hit -> hit.unmarked())
                .containsExactlyInAnyOrder("a truthful okapi", "a vanishing okapi");
        Tool.run(product().data(), "rebuild", "--drop", rebuild).expectSuccess();
    }

    private static String elasticsearch(
            FrontDoor index, String method, String what, String id, String group, String body) {
        Answer answer = index.call(
                method, "/parley-messages/" + what + "/" + id + "?refresh=true&routing=" + group, Map.of(), body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.text();
    }

    private String metrics() {
        try (FrontDoor management =
                FrontDoor.at(URI.create(found(HEALTH, product().said())))) {
            return management
                    .call("GET", "/actuator/prometheus", Map.of(), null)
                    .text();
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

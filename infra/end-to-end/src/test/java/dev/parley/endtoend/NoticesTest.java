package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the service has to say, it says in a conversation where nobody answers. */
class NoticesTest extends Journey {

    private static final Pattern LINK = Pattern.compile("Make yourself the administrator: \\S+/id/welcome#(\\S+)");

    @Test
    void aNoticeComesOnceAndTakesNoAnswer() {
        ParleyClient administrator = administrator();
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection anas = online(ana);
        String notice = """
                {"to": ["%s", "%s", "%s"], "content": {"type": "system", "text": "We close at noon"}}""".formatted(ana.user(), ben.user(), UUID.randomUUID());

        Answer posted = post(administrator, notice).orRefused();
        assertThat(post(administrator, notice).orRefused().body()).isEqualTo(posted.body());
        String conversation = posted.body().at("/items/0/message").asString().split("\\.", -1)[0];
        anas.awaitMessage(conversation, "We close at noon");
        assertThat(posted.body().at("/items/2/code").asString()).isEqualTo("UNKNOWN_USER");

        assertThat(texts(history(ana, conversation, 1))).containsExactly("We close at noon");
        awaitUnread(ana, conversation, 1);
        assertRefused(403, "NOT_ALLOWED", () -> say(ana, conversation, "Why?"));
        assertRefused(403, "NOT_ALLOWED", () -> ana.rest().leave(conversation));
        assertRefused(404, "NOT_FOUND", () -> say(ben, conversation, "Why?"));
        assertProblem(post(ana.rest(), notice), 403, "FORBIDDEN");
    }

    private static Answer post(ParleyClient client, String notice) {
        return client.call("POST", "/admin/notices", Map.of("Idempotency-Key", "noon"), notice);
    }

    private ParleyClient administrator() {
        Person ada = newcomer("Ada");
        String link = Eventually.see("the link", () -> link(product().said()), found -> !found.isEmpty());
        ada.rest()
                .call("POST", "/administrators", Map.of(), "{\"token\": \"%s\"}".formatted(link))
                .orRefused();
        Session session = ParleyClient.of(door()).signIn(ada.username(), ada.password(), "Desk");
        return ParleyClient.of(door()).withToken(session.accessToken());
    }

    private static String link(String said) {
        Matcher matcher = LINK.matcher(said);
        return matcher.find() ? matcher.group(1) : "";
    }
}

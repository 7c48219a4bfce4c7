package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people change about themselves, as the others see it. */
class AccountTest extends Journey {

    private static final Pattern RESET = Pattern.compile("/id/reset\\?token=([A-Za-z0-9_-]+)");

    @Test
    void whatSomebodyChangesAboutThemselvesTheOthersSee() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");

        Answer changed = ana.rest()
                .call(
                        "PATCH",
                        "/me",
                        Map.of(),
                        "{\"displayName\": \"Ana 李娜\", \"status\": \"On holiday\", \"attributes\": {\"team\": \"Kitchen\"}}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);

        Answer seen = Eventually.see(
                "the new name",
                () -> profile(ana, ben),
                profile -> profile.body().path("displayName").asString("").equals("Ana 李娜"));
        assertThat(seen.body().path("status").asString()).isEqualTo("On holiday");
        assertThat(seen.body().path("attributes").path("team").asString()).isEqualTo("Kitchen");
    }

    @Test
    void whoeverLeavesHasNoNameAnyMore() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");

        Answer left = ana.rest().call("DELETE", "/me", Map.of(), "{\"password\": \"" + ana.password() + "\"}");
        assertThat(left.status()).as(left.text()).isEqualTo(204);

        Answer seen = Eventually.see(
                "nobody",
                () -> profile(ana, ben),
                profile -> profile.body().path("erased").asBoolean(false));
        assertThat(seen.text()).doesNotContain(ana.username(), "Ana");
    }

    @Test
    void whoeverForgetsTheirPasswordGetsANewOneByMail() {
        Person ana = newcomer("Ana");
        anybody().call("POST", "/password-resets", Map.of(), "{\"username\": \"" + ana.username() + "\"}");

        String token = Eventually.see("a mail with a link", () -> tokensFor(ana), tokens -> !tokens.isEmpty())
                .getFirst();
        String password = Person.random();
        Answer reset =
                anybody().call("PUT", "/password-resets/" + token, Map.of(), "{\"password\": \"" + password + "\"}");

        assertThat(reset.status()).as(reset.text()).isEqualTo(204);
        assertThat(anybody().signIn(ana.username(), password, "phone").user()).isEqualTo(ana.user());
    }

    private static Answer profile(Person whose, Person reader) {
        return reader.rest().call("GET", "/users/" + whose.user(), Map.of(), null);
    }

    private List<String> tokensFor(Person person) {
        Path outbox = product().data().resolve("outbox");
        if (!Files.isDirectory(outbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(AccountTest::read)
                    .filter(mail -> mail.contains(person.username() + "@"))
                    .map(RESET::matcher)
                    .filter(Matcher::find)
                    .map(link -> link.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a mail program would: long lines travel in pieces. */
    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("=\\r?\\n", "").replace("=3D", "=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

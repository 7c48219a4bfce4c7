package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest extends Journey {

    @Test
    void whoRegistersCanSignInAndIsTheSamePersonOnEveryDevice() {
        Person ana = newcomer("Ana");
        Person anaElsewhere = ana.onAnotherDevice();

        assertThat(ana.session().tokenType()).isEqualToIgnoringCase("Bearer");
        assertThat(ana.session().expiresIn()).isPositive();
        assertThat(anaElsewhere.user()).isEqualTo(ana.user());
        assertThat(anaElsewhere.session().device()).isNotEqualTo(ana.session().device());
        assertThat(anaElsewhere.rest().conversations().items()).isEmpty();
    }

    @Test
    void aUserNameIsTakenOnceWhateverItsCase() {
        Person ana = newcomer("Ana");
        for (String username : new String[] {ana.username(), ana.username().toUpperCase(Locale.ROOT)}) {
            assertProblem(
                    register(username, Person.random() + "@example.org", Person.random()), 409, "TAKEN", "username");
        }
    }

    @Test
    void anEmailAddressIsTakenOnce() {
        Person ana = newcomer("Ana");
        assertProblem(
                register("other-" + Person.random().substring(0, 10), ana.username() + "@example.org", Person.random()),
                409,
                "TAKEN",
                "email");
    }

    @Test
    void aRegistrationNamesTheFieldThatIsWrong() {
        String name = "ok-" + Person.random().substring(0, 10);
        String email = name + "@example.org";
        assertProblem(register("", email, Person.random()), 400, "INVALID", "username");
        assertProblem(register("two words", email, Person.random()), 400, "INVALID", "username");
        assertProblem(register(name, "nowhere", Person.random()), 400, "INVALID", "email");
        assertProblem(register(name, email, "short"), 400, "INVALID", "password");
        assertProblem(
                anybody().call("POST", "/accounts", Map.of(), "{\"username\": \"" + name + "\"}"), 400, "INVALID");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        Person ana = newcomer("Ana");
        Answer wrongPassword = signIn(ana.username(), "not-the-password");
        Answer unknownName = signIn("nobody-" + Person.random().substring(0, 10), "not-the-password");

        assertProblem(wrongPassword, 401, "NOT_AUTHENTICATED");
        assertProblem(unknownName, 401, "NOT_AUTHENTICATED");
        assertThat(unknownName.body().path("detail"))
                .isEqualTo(wrongPassword.body().path("detail"));
    }

    @Test
    void aRefreshTokenGivesANewSessionOfTheSameDeviceAndIsUsedUp() {
        Person ana = newcomer("Ana");
        Session next = anybody().refresh(ana.session().refreshToken());

        assertThat(next.device()).isEqualTo(ana.session().device());
        assertThat(next.user()).isEqualTo(ana.user());
        assertThat(next.refreshToken()).isNotEqualTo(ana.session().refreshToken());
        assertThat(anybody().withToken(next.accessToken()).conversations().items())
                .isEmpty();
        assertRefused(
                401, "NOT_AUTHENTICATED", () -> anybody().refresh(ana.session().refreshToken()));
    }

    @Test
    void withoutAValidTokenNothingIsAnswered() {
        Person ana = newcomer("Ana");
        String valid = ana.session().accessToken();
        assertUnauthenticated(anybody());
        assertUnauthenticated(anybody().withToken("not.a.token"));
        assertUnauthenticated(anybody().withToken(Tokens.signedByAnotherKey(valid)));
        assertUnauthenticated(anybody().withToken(Tokens.unsigned(valid)));
        assertUnauthenticated(anybody().withToken(Tokens.ofAnotherUser(valid)));
        assertUnauthenticated(anybody().withToken(ana.session().refreshToken()));
    }

    @Test
    void theKeysThatTokensAreSignedWithArePublished() {
        Answer keys = door().call("GET", "/oauth2/jwks", Map.of(), null);

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body().path("keys").isEmpty()).isFalse();
        assertThat(keys.body().path("keys").get(0).has("d"))
                .as("a private part")
                .isFalse();
        assertThat(Tokens.header(newcomer("Ana").session().accessToken()).path("kid"))
                .isEqualTo(keys.body().path("keys").get(0).path("kid"));
    }

    private static void assertUnauthenticated(ParleyClient client) {
        Answer answer = client.call("GET", "/conversations", Map.of(), null);
        assertProblem(answer, 401, "NOT_AUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).first().asString().startsWith("Bearer");
    }

    private Answer register(String username, String email, String password) {
        return anybody().call("POST", "/accounts", Map.of(), """
                {"username": "%s", "password": "%s", "email": "%s"}""".formatted(username, password, email));
    }

    private Answer signIn(String username, String password) {
        return anybody().call("POST", "/sessions", Map.of(), """
                {"username": "%s", "password": "%s", "device": {"name": "a", "platform": "java"}}""".formatted(username, password));
    }
}

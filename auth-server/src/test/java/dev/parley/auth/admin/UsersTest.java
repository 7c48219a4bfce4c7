package dev.parley.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What administrators and moderators do with the accounts of others, and what they may not. */
class UsersTest {

    private AuthServer server;
    private Staff staff;
    private String ada;
    private String adasId;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        staff = new Staff(server);
        ada = staff.administrator("ada");
        adasId = idOf("ada");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String idOf(String username) {
        return staff.as(ada, "GET", "?query=" + username)
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("user")
                .asString();
    }

    private String moderator(String username) {
        staff.roles(ada, staff.user(username), "moderator").expect(200);
        return staff.signedIn(username);
    }

    private static List<String> roles(Answer account) {
        return account.body()
                .path("roles")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void aRoleIsInTheTokenAndGoneFromItOnceItIsTaken() {
        String ben = staff.user("ben");
        assertThat(roles(staff.roles(ada, ben, "moderator", "analyst").expect(200)))
                .containsExactlyInAnyOrder("user", "moderator", "analyst");
        Answer session = staff.front().signIn("ben").expect(200);
        staff.as(session.text("accessToken"), "GET", "").expect(200);

        assertThat(roles(staff.roles(ada, ben).expect(200))).containsExactly("user");

        staff.as(session.text("accessToken"), "GET", "").expectProblem(401, "NOT_AUTHENTICATED");
        Answer renewed = staff.front().refresh(session.text("refreshToken")).expect(200);
        staff.as(renewed.text("accessToken"), "GET", "").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void usersAndAnalystsLookAfterNobody() {
        String ben = staff.user("ben");
        staff.roles(ada, ben, "analyst").expect(200);
        String token = staff.signedIn("ben");
        staff.as(token, "GET", "/" + adasId).expectProblem(403, "FORBIDDEN");
        staff.as(token, "POST", "/" + adasId + "/suspend").expectProblem(403, "FORBIDDEN");
        staff.roles(token, ben, "administrator").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void aModeratorSuspendsAndReinstatesUsersAndNothingMore() {
        String mia = moderator("mia");
        String max = staff.user("max");
        staff.roles(ada, max, "moderator").expect(200);
        String ben = staff.user("ben");

        staff.as(mia, "POST", "/" + ben + "/suspend").expect(204);
        staff.front().signIn("ben").expect(403);
        staff.as(mia, "POST", "/" + ben + "/reinstate").expect(204);
        staff.front().signIn("ben").expect(200);

        staff.as(mia, "POST", "/" + max + "/suspend").expectProblem(403, "NOT_ALLOWED");
        staff.as(mia, "POST", "/" + adasId + "/suspend").expectProblem(403, "NOT_ALLOWED");
        staff.as(mia, "DELETE", "/" + ben).expectProblem(403, "FORBIDDEN");
        staff.as(mia, "DELETE", "/" + ben + "/sessions").expectProblem(403, "FORBIDDEN");
        staff.roles(mia, ben, "moderator").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void whoIsSuspendedIsOutAtOnceAndComesBackByANewSignIn() {
        String ben = staff.user("ben");
        Answer session = staff.front().signIn("ben").expect(200);

        staff.as(ada, "POST", "/" + ben + "/suspend").expect(204);

        me(session).expectProblem(401, "NOT_AUTHENTICATED");
        staff.front().refresh(session.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");
        staff.front().signIn("ben").expectProblem(403, "ACCOUNT_SUSPENDED");

        staff.as(ada, "POST", "/" + ben + "/reinstate").expect(204);

        me(session).expectProblem(401, "NOT_AUTHENTICATED");
        me(staff.front().signIn("ben").expect(200)).expect(200);
    }

    private Answer me(Answer session) {
        return staff.front()
                .send("GET", "/api/v1/me", null, Map.of("Authorization", "Bearer " + session.text("accessToken")));
    }

    @Test
    void theLastAdministratorStays() {
        staff.roles(ada, adasId).expectProblem(409, "LAST_ADMINISTRATOR");
        staff.as(ada, "DELETE", "/" + adasId).expectProblem(409, "LAST_ADMINISTRATOR");

        String bea = staff.user("bea");
        staff.roles(ada, bea, "administrator").expect(200);
        staff.as(ada, "POST", "/" + bea + "/suspend").expect(204);
        staff.roles(ada, adasId).expectProblem(409, "LAST_ADMINISTRATOR");
        staff.as(ada, "POST", "/" + bea + "/reinstate").expect(204);
        staff.roles(ada, adasId).expect(200);
    }

    @Test
    void twoWhoDemoteEachOtherAtOnceLeaveOne() {
        String beasId = staff.user("bea");
        staff.roles(ada, beasId, "administrator").expect(200);
        String bea = staff.signedIn("bea");
        List<CompletableFuture<Answer>> both = Stream.of(
                        CompletableFuture.supplyAsync(() -> staff.roles(ada, beasId)),
                        CompletableFuture.supplyAsync(() -> staff.roles(bea, adasId)))
                .toList();
        both.forEach(CompletableFuture::join);
        assertThat(staff.link()).as("a link for a new first administrator").isEqualTo("none");
    }

    @Test
    void whoIsSignedOutEverywhereMaySignInAgain() {
        String ben = staff.user("ben");
        Answer session = staff.front().signIn("ben").expect(200);
        staff.as(ada, "DELETE", "/" + ben + "/sessions").expect(204);
        staff.front().refresh(session.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");
        staff.front().signIn("ben").expect(200);
    }

    @Test
    void whoIsErasedIsGoneForGood() {
        String ben = staff.user("ben");
        staff.as(ada, "DELETE", "/" + ben).expect(204);
        staff.front().signIn("ben").expectProblem(401, "NOT_AUTHENTICATED");
        assertThat(staff.names(staff.as(ada, "GET", "?state=active"))).containsExactly("ada");
        staff.roles(ada, ben, "moderator").expectProblem(404, "NOT_FOUND");
    }

    @Test
    void theListIsPagedByRegistrationAndFound() {
        Stream.of("ben", "bea", "cai").forEach(staff::user);
        Answer first = staff.as(ada, "GET", "?limit=2");
        assertThat(staff.names(first)).containsExactly("ada", "ben");
        Answer rest = staff.as(ada, "GET", "?limit=2&cursor=" + first.text("next"));
        assertThat(staff.names(rest)).containsExactly("bea", "cai");
        assertThat(rest.body().has("next")).isFalse();
        assertThat(staff.names(staff.as(ada, "GET", "?query=BE"))).containsExactly("ben", "bea");
        assertThat(staff.names(staff.as(ada, "GET", "?query=%25"))).isEmpty();
        assertThat(staff.names(staff.as(ada, "GET", "?query=cai@example"))).containsExactly("cai");
        assertThat(staff.names(staff.as(ada, "GET", "?role=administrator"))).containsExactly("ada");
        staff.as(ada, "GET", "?role=king").expectProblem(400, "INVALID").about("role");
        staff.as(ada, "GET", "?limit=0").expectProblem(400, "INVALID").about("limit");
        staff.as(ada, "GET", "/nobody").expectProblem(404, "NOT_FOUND");
    }

    @Test
    void addressesAreNothingForModerators() {
        String mia = moderator("mia");
        assertThat(staff.as(ada, "GET", "/" + adasId).expect(200).text("email")).isEqualTo("ada@example.org");
        assertThat(staff.as(mia, "GET", "/" + adasId).expect(200).body().has("email"))
                .isFalse();
        assertThat(staff.names(staff.as(mia, "GET", "?query=example.org"))).isEmpty();
    }

    @Test
    void rolesThatDoNotExistAreRefused() {
        String ben = staff.user("ben");
        staff.roles(ada, ben, "king").expectProblem(400, "INVALID").about("roles");
        staff.as(ada, "PUT", "/" + ben + "/roles", "{}")
                .expectProblem(400, "INVALID")
                .about("roles");
        staff.as(ada, "PUT", "/" + ben + "/roles", "{\"roles\": [null]}").expect(400);
    }
}

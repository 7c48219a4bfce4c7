package dev.parley.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes and refresh tokens of applications, in two hands at once: the thief's and the owner's cannot be told apart, so in the end neither has anything. */
class OneUseTest {

    private static final int HANDS = 6;

    private House house;
    private AuthServer server;
    private Front front;
    private RelyingParty app;
    private Browser ana;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
        server = house.open();
        front = new Front(server);
        front.register("ana").expect(201);
        app = RelyingParty.register(server);
        ana = new Browser(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void ofManyWhoRedeemOneCodeAtOnceAtMostOneGetsThroughAndKeepsNothing() throws Exception {
        endsForAll(atOnce(code()));
    }

    @Test
    void ofManyWhoUseOneRefreshTokenAtOnceAtMostOneGetsThroughAndKeepsNothing() throws Exception {
        endsForAll(atOnce(RelyingParty.grant(app.redeem(code()).getTokens().getRefreshToken())));
    }

    @Test
    void aSpentRefreshTokenEndsTheNewerOnesToo() {
        Tokens first = app.redeem(code()).getTokens();
        Tokens second = app.redeem(RelyingParty.grant(first.getRefreshToken())).getTokens();
        assertThat(isActive(second)).isTrue();

        assertThat(error(app.ask(RelyingParty.grant(first.getRefreshToken())))).isEqualTo("invalid_grant");

        assertThat(isActive(second)).isFalse();
        assertThat(error(app.ask(RelyingParty.grant(second.getRefreshToken())))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeThatIsTooOldIsNone() {
        server.close();
        server = house.open(Map.of("parley.auth.authorization-code-ttl", "1s"));
        RelyingParty slow = RelyingParty.register(server);
        Journey journey = Journey.begin();
        URI answer =
                slow.signOn(new Browser(server), slow.request(journey, "openid").build(), "ana");

        // The library asks the machine's own clock.
        Instant tooLate = Instant.now().plusSeconds(1);
        await().until(() -> Instant.now().isAfter(tooLate));

        assertThat(error(slow.ask(RelyingParty.grant(journey, answer)))).isEqualTo("invalid_grant");
    }

    private AuthorizationGrant code() {
        Journey journey = Journey.begin();
        return RelyingParty.grant(
                journey, app.signOn(ana, app.request(journey, "openid").build(), "ana"));
    }

    private List<TokenResponse> atOnce(AuthorizationGrant grant) throws InterruptedException {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<TokenResponse> use = () -> app.ask(grant);
            return hands.invokeAll(Collections.nCopies(HANDS, use)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private void endsForAll(List<TokenResponse> answers) {
        List<TokenResponse> granted =
                answers.stream().filter(TokenResponse::indicatesSuccess).toList();
        assertThat(granted).hasSizeLessThanOrEqualTo(1);
        assertThat(answers)
                .filteredOn(answer -> !answer.indicatesSuccess())
                .allSatisfy(answer -> assertThat(error(answer)).isEqualTo("invalid_grant"));
        assertThat(granted).allSatisfy(winner -> {
            Tokens tokens = winner.toSuccessResponse().getTokens();
            assertThat(isActive(tokens)).isFalse();
            assertThat(error(app.ask(RelyingParty.grant(tokens.getRefreshToken()))))
                    .isEqualTo("invalid_grant");
        });
    }

    private boolean isActive(Tokens tokens) {
        return front.get("/userinfo", tokens.getAccessToken().getValue()).status() == 200;
    }

    private static String error(TokenResponse answer) {
        return answer.toErrorResponse().getErrorObject().getCode();
    }
}

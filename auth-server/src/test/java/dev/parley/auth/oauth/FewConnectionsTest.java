package dev.parley.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests at once than there are connections to the database: they take turns, and nobody waits for who waits for them. */
class FewConnectionsTest {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 5;

    private final MovingClock clock = new MovingClock();

    @Test
    void manyWhoRenewAtOnceAreAllAnswered(@TempDir Path folder) throws Exception {
        try (AuthServer server = new House(folder, new CommandSide())
                        .open(Map.of("parley.auth.database-connections", "2"), clock);
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            new Front(server).register("ana").expect(201);
            RelyingParty app = RelyingParty.register(server);
            List<RefreshToken> tokens = signOns(server, app);
            for (int round = 0; round < ROUNDS; round++) {
                clock.passes(Duration.ofSeconds(2)); // so that nobody remembers the application
                tokens = hands
                        .invokeAll(tokens.stream()
                                .map(token -> (Callable<TokenResponse>) () -> app.ask(RelyingParty.grant(token)))
                                .toList())
                        .stream()
                        .map(Future::resultNow)
                        .map(FewConnectionsTest::renewed)
                        .toList();
            }
        }
    }

    private static List<RefreshToken> signOns(AuthServer server, RelyingParty app) {
        Browser ana = new Browser(server);
        List<RefreshToken> tokens = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            Journey journey = Journey.begin();
            tokens.add(app.redeem(RelyingParty.grant(
                            journey,
                            app.signOn(ana, app.request(journey, "openid").build(), "ana")))
                    .getTokens()
                    .getRefreshToken());
        }
        return tokens;
    }

    private static RefreshToken renewed(TokenResponse answer) {
        assertThat(answer.indicatesSuccess())
                .as(() ->
                        answer.toErrorResponse().getErrorObject().toJSONObject().toString())
                .isTrue();
        return answer.toSuccessResponse().getTokens().getRefreshToken();
    }
}

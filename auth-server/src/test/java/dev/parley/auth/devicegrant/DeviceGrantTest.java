package dev.parley.auth.devicegrant;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import dev.parley.auth.RelyingParty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A television signs in with the help of a phone (RFC 8628); it speaks through Nimbus's library. */
class DeviceGrantTest {

    private static final MovingClock clock = new MovingClock();
    private static AuthServer server;
    private static RelyingParty television;

    private Browser phone;
    private DeviceAuthorizationSuccessResponse shown;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(clock);
        new Front(server).register("ana").expect(201);
        television = RelyingParty.register(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void begin() throws Exception {
        phone = new Browser(server);
        phone.signIn("ana");
        DeviceAuthorizationRequest request = new DeviceAuthorizationRequest.Builder(television.authentication())
                .endpointURI(URI.create(RelyingParty.ISSUER + "/oauth2/device_authorization"))
                .scope(new Scope("chat"))
                .build();
        shown = DeviceAuthorizationResponse.parse(
                        television.onTheWire(request.toHTTPRequest()).send())
                .toSuccessResponse();
    }

    @Test
    void whatItShowsCanBeReadAndTyped() {
        assertThat(shown.getUserCode().getValue()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(shown.getVerificationURI()).isEqualTo(URI.create(RelyingParty.ISSUER + "/id/device"));
        assertThat(shown.getVerificationURIComplete())
                .isEqualTo(URI.create(RelyingParty.ISSUER + "/id/device?user_code=" + shown.getUserCode()));
        assertThat(shown.getInterval()).isEqualTo(5);
    }

    @Test
    void itGetsItsTokensOnceItsPersonHasTypedTheCodeAndAgreed() {
        assertThat(error(poll())).isEqualTo("authorization_pending");

        Answer done = agree(
                type(shown.getUserCode().getValue().toLowerCase(Locale.ROOT).replace("-", " ")));

        assertThat(location(done)).isEqualTo("/id/device?done");
        clock.passes(Duration.ofSeconds(5));
        assertThat(poll().indicatesSuccess()).isTrue();
        clock.passes(Duration.ofSeconds(5));
        assertThat(error(poll())).isIn("access_denied", "invalid_grant");
    }

    @Test
    void peopleAreAskedEveryTime() {
        agree(type(shown.getUserCode().getValue()));
        clock.passes(Duration.ofSeconds(5));
        assertThat(poll().indicatesSuccess()).isTrue();

        assertThat(location(type(next().getUserCode().getValue()))).contains("/id/consent?");
    }

    @Test
    void aNoIsTold() {
        Map<String, String> asked =
                RelyingParty.query(URI.create(location(type(shown.getUserCode().getValue()))));

        Answer answer = phone.post(
                "/oauth2/device_verification",
                Map.of(
                        "client_id", asked.get("client_id"),
                        "state", asked.get("state"),
                        "user_code", asked.get("user_code")));

        assertThat(location(answer)).isEqualTo("/id/device?denied");
        assertThat(error(poll())).isEqualTo("access_denied");
    }

    @Test
    void whoAsksTooOftenIsToldToSlowDownAndHasToWaitLonger() {
        assertThat(error(poll())).isEqualTo("authorization_pending");
        clock.passes(Duration.ofSeconds(1));
        assertThat(error(poll())).isEqualTo("slow_down");
        clock.passes(Duration.ofSeconds(5));
        assertThat(error(poll())).isEqualTo("slow_down");
        clock.passes(Duration.ofSeconds(15));
        assertThat(error(poll())).isEqualTo("authorization_pending");
    }

    @Test
    void aCodeThatNobodyShowedIsRefused() {
        assertThat(location(type("BBBB-BBBB"))).isEqualTo("/id/device?unknown");
        assertThat(location(type("<script>"))).isEqualTo("/id/device?unknown");
    }

    @Test
    void whoTypesTooManyWrongOnesHasToWait() {
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(location(type("BBBB-BBBB"))).isEqualTo("/id/device?unknown");
        }

        assertThat(location(type(shown.getUserCode().getValue()))).isEqualTo("/id/device?later");

        clock.passes(Duration.ofSeconds(31));
        assertThat(location(type(shown.getUserCode().getValue()))).contains("/id/consent?");
    }

    @Test
    void nobodyTypesACodeWithoutHavingSignedIn() {
        phone = new Browser(server);

        assertThat(location(type(shown.getUserCode().getValue()))).contains("/id/sign-in");
    }

    private DeviceAuthorizationSuccessResponse next() {
        try {
            begin();
            return shown;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Answer type(String code) {
        return phone.post("/oauth2/device_verification", Map.of("user_code", code));
    }

    private Answer agree(Answer asking) {
        Map<String, String> asked = RelyingParty.query(URI.create(location(asking)));
        return phone.post(
                "/oauth2/device_verification",
                Map.of(
                        "client_id", asked.get("client_id"),
                        "state", asked.get("state"),
                        "user_code", asked.get("user_code"),
                        "scope", asked.get("scope")));
    }

    private TokenResponse poll() {
        return television.send(new TokenRequest.Builder(
                        URI.create(RelyingParty.ISSUER + "/oauth2/token"),
                        television.authentication(),
                        new DeviceCodeGrant(shown.getDeviceCode()))
                .build());
    }

    private static String error(TokenResponse response) {
        assertThat(response.indicatesSuccess()).isFalse();
        return response.toErrorResponse().getErrorObject().getCode();
    }
}

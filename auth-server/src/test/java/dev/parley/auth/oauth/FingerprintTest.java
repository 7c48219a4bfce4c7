package dev.parley.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.transaction.support.TransactionOperations;

/** What somebody finds who has the database. */
class FingerprintTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    private Path folder;
    private JdbcTemplate database;

    @BeforeEach
    void database(@TempDir Path temporary) {
        folder = temporary;
        database = new JdbcTemplate(IdentityStore.open(folder));
    }

    @Test
    void noTokenAndNoPasswordOfASessionIsThere() {
        Answer session;
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            session = front.signIn("ana").expect(200);
        }

        String everything = List.of("account", "device_session", "oauth2_authorization").stream()
                .map(table -> database.queryForList("select * from " + table).toString())
                .toList()
                .toString();

        assertThat(everything)
                .contains("sha256:", "$argon2id$")
                .doesNotContain(session.text("accessToken"), session.text("refreshToken"), Front.PASSWORD);
    }

    @Test
    void everyKindOfTokenIsFoundByItselfAlone() {
        FingerprintedAuthorizations authorizations = authorizations();
        authorizations.save(withEveryToken());

        Map<String, OAuth2TokenType> kinds = Map.of(
                "the code", new OAuth2TokenType(OAuth2ParameterNames.CODE),
                "the access token", OAuth2TokenType.ACCESS_TOKEN,
                "the id token", new OAuth2TokenType("id_token"),
                "the refresh token", OAuth2TokenType.REFRESH_TOKEN,
                "the user code", new OAuth2TokenType(OAuth2ParameterNames.USER_CODE),
                "the device code", new OAuth2TokenType(OAuth2ParameterNames.DEVICE_CODE));
        String row = database.queryForList("select * from oauth2_authorization").toString();
        kinds.forEach((token, kind) -> {
            assertThat(row).doesNotContain(token);
            assertThat(authorizations.findByToken(token, kind)).as(token).isNotNull();
            assertThat(authorizations.findByToken(token, null)).as(token).isNotNull();
            assertThat(authorizations.findByToken("not " + token, kind)).isNull();
        });
        assertThat(authorizations.findByToken("the state", new OAuth2TokenType(OAuth2ParameterNames.STATE)))
                .isNotNull();
    }

    @Test
    void savingWhatWasLoadedKeepsTheFingerprints() {
        FingerprintedAuthorizations authorizations = authorizations();
        authorizations.save(withEveryToken());
        OAuth2Authorization loaded = authorizations.findByToken("the code", null);

        authorizations.save(OAuth2Authorization.from(loaded)
                .invalidate(loaded.getToken(OAuth2AuthorizationCode.class).getToken())
                .build());

        assertThat(authorizations
                        .findByToken("the code", null)
                        .getToken(OAuth2AuthorizationCode.class)
                        .isInvalidated())
                .isTrue();
        assertThat(authorizations.findByToken("the refresh token", OAuth2TokenType.REFRESH_TOKEN))
                .isNotNull();
    }

    @Test
    void aFingerprintIsNoToken() {
        FingerprintedAuthorizations authorizations = authorizations();
        authorizations.save(withEveryToken());
        String stolen = database.queryForObject("select refresh_token_value from oauth2_authorization", String.class);

        assertThat(authorizations.findByToken(stolen, OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
    }

    private FingerprintedAuthorizations authorizations() {
        Flyway.configure()
                .dataSource(database.getDataSource())
                .locations("classpath:db/identity")
                .load()
                .migrate();
        return new FingerprintedAuthorizations(
                database, new InMemoryRegisteredClientRepository(client()), TransactionOperations.withoutTransaction());
    }

    private static RegisteredClient client() {
        return RegisteredClient.withId("elsewhere")
                .clientId("elsewhere")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    private static OAuth2Authorization withEveryToken() {
        return OAuth2Authorization.withRegisteredClient(client())
                .principalName("ana")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute(OAuth2ParameterNames.STATE, "the state")
                .token(new OAuth2AuthorizationCode("the code", NOW, LATER))
                .token(new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "the access token", NOW, LATER))
                .token(
                        new OidcIdToken("the id token", NOW, LATER, Map.of("sub", "ana")),
                        metadata -> metadata.put(
                                OAuth2Authorization.Token.CLAIMS_METADATA_NAME, new HashMap<>(Map.of("sub", "ana"))))
                .token(new OAuth2RefreshToken("the refresh token", NOW, LATER))
                .token(new OAuth2UserCode("the user code", NOW, LATER))
                .token(new OAuth2DeviceCode("the device code", NOW, LATER))
                .build();
    }
}

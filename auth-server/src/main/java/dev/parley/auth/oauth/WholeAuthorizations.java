package dev.parley.auth.oauth;

import dev.parley.auth.input.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets authorizations end as a whole. Whoever removes one, revokes a token of it, or brings a code or refresh token that is spent
 * already (RFC 9700, 4.14.2), ends its access tokens everywhere. Of two who use the same code or refresh token at once, one at most
 * succeeds, and what it got ends with the other's attempt.
 */
final class WholeAuthorizations implements OAuth2AuthorizationService {

    private static final Logger log = LoggerFactory.getLogger(WholeAuthorizations.class);

    /** What the authorization's row was when its code or refresh token was looked up. Never stored. */
    private static final String VERSION = "dev.parley.version";

    private final OAuth2AuthorizationService kept;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuthorizationEnded listener;

    WholeAuthorizations(
            OAuth2AuthorizationService kept,
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuthorizationEnded listener) {
        this.kept = kept;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.listener = listener;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        Long read = authorization.getAttribute(VERSION);
        OAuth2Authorization plain = OAuth2Authorization.from(authorization)
                .attributes(attributes -> attributes.remove(VERSION))
                .build();
        // The refusal itself comes after the transaction, because an exception inside would undo what ended.
        boolean tooLate = Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean beaten = read != null && !takes(plain.getId(), read);
            if (beaten || isRevoked(plain)) {
                end(plain);
            } else {
                kept.save(plain);
            }
            return beaten;
        }));
        if (tooLate) {
            log.warn("An authorization of {} ends: it was used twice at once.", plain.getPrincipalName());
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        transactions.executeWithoutResult(transaction -> end(authorization));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        OAuth2Authorization found = kept.findByToken(token, type);
        if (type == null || !isForOneUse(type)) {
            return found;
        }
        if (found == null) {
            endByItsSpentToken(token, type);
            return null;
        }
        Optional<Long> version = version(found.getId());
        // Looked up once more, behind the version: what has changed in between would otherwise pass for read.
        OAuth2Authorization current = kept.findByToken(token, type);
        return current == null || version.isEmpty()
                ? null
                : OAuth2Authorization.from(current)
                        .attribute(VERSION, version.get())
                        .build();
    }

    private static boolean isForOneUse(OAuth2TokenType type) {
        return OAuth2TokenType.REFRESH_TOKEN.equals(type) || OAuth2ParameterNames.CODE.equals(type.getValue());
    }

    private void endByItsSpentToken(String token, OAuth2TokenType type) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
            return; // a spent code is still found, by the one who knows what to do about it
        }
        RefreshTokens.authorizationOf(new Secret(token)).map(kept::findById).ifPresent(spent -> {
            log.warn("An authorization of {} ends: a refresh token came that is spent.", spent.getPrincipalName());
            remove(spent);
        });
    }

    /** A token that was revoked takes the others with it, for they are in the same hands. */
    private static boolean isRevoked(OAuth2Authorization authorization) {
        return isInvalidated(authorization.getAccessToken()) || isInvalidated(authorization.getRefreshToken());
    }

    private static boolean isInvalidated(OAuth2Authorization.@Nullable Token<?> token) {
        return token != null && token.isInvalidated();
    }

    private void end(OAuth2Authorization authorization) {
        OAuth2Authorization last = kept.findById(authorization.getId());
        if (last == null) {
            return;
        }
        kept.remove(last);
        if (last.getAccessToken() != null) {
            listener.ended(last);
        }
    }

    private Optional<Long> version(String id) {
        return jdbc.sql("select version from oauth2_authorization where id = :id")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** Whoever comes second waits here until the first has committed, and then finds another version, or nothing. */
    private boolean takes(String id, long version) {
        return jdbc.sql("update oauth2_authorization set version = version + 1 where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }
}

package dev.parley.auth.oauth;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps fingerprints of tokens and codes instead of them, so that a stolen database or backup opens no session. What is loaded
 * carries fingerprints, therefore no client may be set to reuse its refresh tokens: there is nothing left to hand out again.
 */
final class FingerprintedAuthorizations extends JdbcOAuth2AuthorizationService {

    /** Where the base class puts the values of authorization code, access, id and refresh token, user and device code. */
    private static final List<Integer> TOKEN_VALUES = List.of(7, 11, 17, 21, 25, 29);

    private final TransactionOperations transactions;

    FingerprintedAuthorizations(
            JdbcOperations jdbc, RegisteredClientRepository clients, TransactionOperations transactions) {
        super(jdbc, clients);
        this.transactions = transactions;
        JsonMapperOAuth2AuthorizationParametersMapper columns = new JsonMapperOAuth2AuthorizationParametersMapper();
        setAuthorizationParametersMapper(authorization -> fingerprinted(columns.apply(authorization)));
    }

    /**
     * In a transaction, as below: while the base class reads a row it asks whose application it is, and that has to happen on the same connection.
     * As many requests at once as there are connections would otherwise each hold one and wait for another.
     */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return transactions.execute(transaction -> super.findById(id));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        boolean state = type != null && OAuth2ParameterNames.STATE.equals(type.getValue());
        String kept = state ? token : Fingerprint.of(new Secret(token));
        return transactions.execute(transaction -> super.findByToken(kept, type));
    }

    private static List<SqlParameterValue> fingerprinted(List<SqlParameterValue> parameters) {
        for (int index : TOKEN_VALUES) {
            if (parameters.get(index).getValue() instanceof String token && !Fingerprint.is(token)) {
                parameters.set(index, new SqlParameterValue(Types.VARCHAR, Fingerprint.of(new Secret(token))));
            }
        }
        return parameters;
    }
}

package dev.parley.auth.application;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.auth.account.Likeness;
import dev.parley.auth.input.Line;
import dev.parley.auth.oauth.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.stereotype.Component;

/** What may be registered, within which limits. */
@Component
final class RegistrationRules {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_ADDRESSES = 20;
    private static final int SHORTEST_ACCESS = 60;
    private static final int LONGEST_ACCESS = 3600;
    private static final int LONGEST_REFRESH = 365 * 24 * 3600;

    private static final String CODE = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();
    private static final String EXCHANGE = AuthorizationGrantType.TOKEN_EXCHANGE.getValue();
    private static final List<String> GRANTS = List.of(
            CODE,
            AuthorizationGrantType.REFRESH_TOKEN.getValue(),
            AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(),
            AuthorizationGrantType.DEVICE_CODE.getValue(),
            EXCHANGE);
    private static final Set<String> FOR_CONFIDENTIAL =
            Set.of(AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(), EXCHANGE);
    private static final List<String> ID_TOKEN_ALGORITHMS = List.of("RS256", "ES256");

    private static final String OUR_NAME = Likeness.ofUsername("parley");
    private static final Pattern AFTER_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]");

    private final ApplicationSettings settings;

    RegistrationRules(ApplicationSettings settings) {
        this.settings = settings;
    }

    /**
     * @param before what is left out is as it is here; null = a new application
     * @throws InvalidInput naming the first field that is outside its limits
     */
    Registration check(Described described, @Nullable Registration before, Authority authority) {
        Registration base = before == null ? nothing() : before;
        String name = Line.of(
                "name",
                before == null
                        ? required("name", described.name())
                        : described.name() == null ? before.name() : described.name(),
                MAX_NAME);
        List<String> scopes = oneOf("scopes", described.scopes(), base.scopes(), Scopes.ALL);
        List<String> grantTypes = oneOf("grantTypes", described.grantTypes(), base.grantTypes(), GRANTS);
        if (authority == Authority.OWNER) {
            requireGivable(scopes, base.scopes());
            requireOrdinary(grantTypes, base.grantTypes());
            requireAnothersName(name, base.name());
        }
        ClientAuthentication authentication = described.authenticationMethod() == null
                ? base.authenticationMethod()
                : ClientAuthentication.of(described.authenticationMethod());
        Registration checked = new Registration(
                name,
                line("description", described.description(), base.description(), MAX_DESCRIPTION),
                text("logoUri", described.logoUri(), base.logoUri(), Address::https),
                addresses("redirectUris", described.redirectUris(), base.redirectUris()),
                addresses("postLogoutRedirectUris", described.postLogoutRedirectUris(), base.postLogoutRedirectUris()),
                text("backChannelLogoutUri", described.backChannelLogoutUri(), base.backChannelLogoutUri(), called()),
                scopes,
                grantTypes,
                authentication,
                described.jwks() == null ? base.jwks() : PublicKeys.check("jwks", described.jwks()),
                text("jwksUri", described.jwksUri(), base.jwksUri(), called()),
                oneOf("idTokenAlgorithm", described.idTokenAlgorithm(), base.idTokenAlgorithm()),
                seconds(
                        "accessTokenSeconds",
                        described.accessTokenSeconds(),
                        base.accessTokenSeconds(),
                        LONGEST_ACCESS),
                seconds(
                        "refreshTokenSeconds",
                        described.refreshTokenSeconds(),
                        base.refreshTokenSeconds(),
                        LONGEST_REFRESH));
        requireWhole(checked);
        return checked;
    }

    private static Registration nothing() {
        return new Registration(
                "",
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(CODE, AuthorizationGrantType.REFRESH_TOKEN.getValue()),
                ClientAuthentication.CLIENT_SECRET_BASIC,
                null,
                null,
                ID_TOKEN_ALGORITHMS.getFirst(),
                null,
                null);
    }

    private BinaryOperator<String> called() {
        return settings.privateAddresses() ? Address::httpsOrLoopback : Address::https;
    }

    /** What it had already it keeps, also when somebody else changes another field of it. */
    private static void requireGivable(List<String> scopes, List<String> before) {
        scopes.stream()
                .filter(scope -> Scopes.BY_ADMINISTRATORS.contains(scope) && !before.contains(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw new InvalidInput(
                            "scopes", "Only an administrator gives an application the scope " + scope + ".");
                });
    }

    /** Who exchanges tokens acts on what people have handed to somebody else. */
    private static void requireOrdinary(List<String> grantTypes, List<String> before) {
        if (grantTypes.contains(EXCHANGE) && !before.contains(EXCHANGE)) {
            throw new InvalidInput("grantTypes", "Only an administrator lets an application exchange tokens.");
        }
    }

    /** Whoever is asked whether Parley may use their account takes it for ourselves. */
    private static void requireAnothersName(String name, String before) {
        String beginning = AFTER_A_WORD.split(name, 2)[0];
        if (!name.equals(before) && Likeness.ofUsername(beginning).equals(OUR_NAME)) {
            throw new InvalidInput("name", "The name is taken for Parley's own; only an administrator gives it.");
        }
    }

    private static void requireWhole(Registration checked) {
        if (checked.grantTypes().isEmpty()) {
            throw new InvalidInput("grantTypes", "An application needs at least one grant type.");
        }
        if (checked.grantTypes().contains(CODE) && checked.redirectUris().isEmpty()) {
            throw new InvalidInput("redirectUris", "An application that people sign in to needs a redirect address.");
        }
        if (checked.authenticationMethod() == ClientAuthentication.NONE
                && checked.grantTypes().stream().anyMatch(FOR_CONFIDENTIAL::contains)) {
            throw new InvalidInput(
                    "grantTypes", "Only an application that authenticates may act for itself or exchange tokens.");
        }
        boolean signs = checked.authenticationMethod() == ClientAuthentication.PRIVATE_KEY_JWT;
        if (signs && (checked.jwks() == null) == (checked.jwksUri() == null)) {
            throw new InvalidInput("jwks", "For private_key_jwt give either jwks or jwksUri.");
        }
    }

    private static @Nullable String line(String field, @Nullable String given, @Nullable String before, int max) {
        return text(field, given, before, (name, text) -> Line.of(name, text, max));
    }

    private static @Nullable String text(
            String field, @Nullable String given, @Nullable String before, BinaryOperator<String> check) {
        if (given == null) {
            return before;
        }
        return given.isBlank() ? null : check.apply(field, given);
    }

    private static List<String> addresses(String field, @Nullable List<String> given, List<String> before) {
        if (given == null) {
            return before;
        }
        if (given.size() > MAX_ADDRESSES) {
            throw new InvalidInput(
                    field,
                    "The field " + field + " has at most " + MAX_ADDRESSES + " addresses; this has " + given.size()
                            + ".");
        }
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String element = field + "." + i;
            checked.add(Address.redirect(element, required(element, given.get(i))));
        }
        return checked.stream().distinct().toList();
    }

    private static List<String> oneOf(
            String field, @Nullable List<String> given, List<String> before, List<String> possible) {
        if (given == null) {
            return before;
        }
        if (!given.stream().allMatch(each -> each != null && possible.contains(each))) {
            throw new InvalidInput(field, "The field " + field + " takes " + String.join(", ", possible) + ".");
        }
        return possible.stream().filter(given::contains).toList();
    }

    private static String oneOf(String field, @Nullable String given, String before) {
        if (given != null && !ID_TOKEN_ALGORITHMS.contains(given)) {
            throw new InvalidInput(
                    field, "The field " + field + " takes " + String.join(", ", ID_TOKEN_ALGORITHMS) + ".");
        }
        return given == null ? before : given;
    }

    private static @Nullable Integer seconds(
            String field, @Nullable Integer given, @Nullable Integer before, int longest) {
        if (given != null && (given < SHORTEST_ACCESS || given > longest)) {
            throw new InvalidInput(
                    field,
                    "The field " + field + " is between " + SHORTEST_ACCESS + " and " + longest + "; this is " + given
                            + ".");
        }
        return given == null ? before : given;
    }
}

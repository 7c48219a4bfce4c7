package dev.parley.auth.page;

import dev.parley.auth.application.Application;
import dev.parley.auth.application.Described;
import dev.parley.auth.application.Registration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application as its form shows it; addresses are one a line. */
record ApplicationForm(
        String name,
        String description,
        String logoUri,
        String redirectUris,
        String postLogoutRedirectUris,
        List<String> scopes,
        List<String> grants,
        String method) {

    private static final String CODE = "authorization_code";
    private static final String REFRESH = "refresh_token";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    /** Those that the form has boxes for; refreshing goes with signing in, and is not asked about. */
    private static final List<String> OFFERED = List.of(CODE, DEVICE, "client_credentials");

    ApplicationForm {
        name = Typed.orEmpty(name);
        description = Typed.orEmpty(description);
        logoUri = Typed.orEmpty(logoUri);
        redirectUris = Typed.orEmpty(redirectUris);
        postLogoutRedirectUris = Typed.orEmpty(postLogoutRedirectUris);
        scopes = orNone(scopes);
        grants = orNone(grants);
        method = Typed.orEmpty(method);
    }

    static ApplicationForm empty() {
        return new ApplicationForm(
                "", "", "", "", "", List.of("openid", "profile"), List.of(CODE), "client_secret_basic");
    }

    static ApplicationForm of(Application application) {
        Registration said = application.registration();
        return new ApplicationForm(
                said.name(),
                Typed.orEmpty(said.description()),
                Typed.orEmpty(said.logoUri()),
                String.join("\n", said.redirectUris()),
                String.join("\n", said.postLogoutRedirectUris()),
                said.scopes(),
                said.grantTypes(),
                said.authenticationMethod().wireName());
    }

    /** What the form does not show stays as it is. */
    Described described(List<String> grantsBefore) {
        List<String> wanted =
                new ArrayList<>(grants.stream().filter(OFFERED::contains).toList());
        grantsBefore.stream()
                .filter(grant -> !OFFERED.contains(grant) && !grant.equals(REFRESH))
                .forEach(wanted::add);
        if (wanted.contains(CODE) || wanted.contains(DEVICE)) {
            wanted.add(REFRESH);
        }
        return new Described(
                name,
                description,
                logoUri,
                Typed.lines(redirectUris),
                Typed.lines(postLogoutRedirectUris),
                null,
                scopes,
                wanted,
                method.isEmpty() ? null : method,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> orNone(@Nullable List<String> chosen) {
        return chosen == null ? List.of() : chosen;
    }
}

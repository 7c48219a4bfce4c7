package dev.parley.auth.application;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import java.util.Arrays;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** How an application proves at the token endpoint that it is the one it says. Each uses one way; the names are those of OpenID Connect. */
public enum ClientAuthentication {
    /** Its secret in the header. */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** Its secret in the form. */
    CLIENT_SECRET_POST("client_secret_post"),
    /** An assertion under its secret. */
    CLIENT_SECRET_JWT("client_secret_jwt"),
    /** An assertion signed with a key of its own. */
    PRIVATE_KEY_JWT("private_key_jwt"),
    /** Not at all: it runs where nothing can be kept secret, and proves with PKCE that it is the one that asked. */
    NONE("none");

    private final String wireName;

    ClientAuthentication(String wireName) {
        this.wireName = wireName;
    }

    /** @throws InvalidInput when there is no such way */
    @JsonCreator
    public static ClientAuthentication of(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "authenticationMethod",
                        "An application authenticates by client_secret_basic, client_secret_post, client_secret_jwt, "
                                + "private_key_jwt or none."));
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    public boolean hasSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST || this == CLIENT_SECRET_JWT;
    }

    ClientAuthenticationMethod method() {
        return new ClientAuthenticationMethod(wireName);
    }
}

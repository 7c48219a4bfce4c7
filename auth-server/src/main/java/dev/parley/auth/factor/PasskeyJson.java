package dev.parley.auth.factor;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What we and browsers tell each other about passkeys: the JSON of WebAuthn, level 3. */
public final class PasskeyJson {

    /** Far more than any authenticator says, in characters. */
    private static final int LONGEST = 32_768;

    /** What WebAuthn allows, in bytes. */
    private static final int LONGEST_ID = 1_023;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new WebauthnJacksonModule())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private PasskeyJson() {}

    /** What we ask a browser for. */
    public static String of(Object options) {
        return JSON.writeValueAsString(options);
    }

    static PublicKeyCredential<AuthenticatorAttestationResponse> made(String json) {
        return sane(JSON.readValue(within(json), new TypeReference<>() {}));
    }

    static PublicKeyCredential<AuthenticatorAssertionResponse> used(String json) {
        return sane(JSON.readValue(within(json), new TypeReference<>() {}));
    }

    private static String within(String json) {
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException("A browser's answer has " + json.length() + " characters.");
        }
        return json;
    }

    private static <T extends PublicKeyCredential<?>> T sane(T credential) {
        if (credential.getRawId().getBytes().length > LONGEST_ID) {
            throw new IllegalArgumentException("A passkey's id has more than " + LONGEST_ID + " bytes.");
        }
        return credential;
    }
}

package dev.parley.auth.factor;

import dev.parley.auth.oauth.TokenSettings;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/** WebAuthn for our own origin and no other. A passkey counts as two factors, so it has to have asked its person for one itself. */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    @Bean
    WebAuthnRelyingPartyOperations passkeyOperations(PasskeyPeople people, PasskeyRows rows, TokenSettings settings) {
        PasskeyOrigin origin = PasskeyOrigin.of(settings);
        Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(
                people,
                rows,
                PublicKeyCredentialRpEntity.builder()
                        .id(origin.host())
                        .name("Parley")
                        .build(),
                Set.of(origin.address()));
        operations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }
}

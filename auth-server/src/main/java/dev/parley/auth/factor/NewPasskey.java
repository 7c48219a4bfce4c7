package dev.parley.auth.factor;

import java.io.Serializable;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;

/** A passkey that somebody wants and their browser has yet to make: what it is to be called, and what we ask the browser for. */
public record NewPasskey(String name, PublicKeyCredentialCreationOptions options) implements Serializable {}

package dev.parley.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * {@code parley.tls.certificate} and {@code parley.tls.private-key}, two PEM files, make a front door speak TLS; files that are
 * renewed are taken up while it runs. The management port stays as it is.
 */
public final class TlsFiles implements EnvironmentPostProcessor {

    private static final String CERTIFICATE = "parley.tls.certificate";
    private static final String PRIVATE_KEY = "parley.tls.private-key";

    /**
     * What Spring Boot has to be told; empty without the two settings.
     *
     * @param settings by name; null or blank when there is none
     * @throws Unusable when one is missing or a file is not what it should be
     */
    public static Optional<Map<String, Object>> properties(Lookup settings) {
        String certificate = text(settings.get(CERTIFICATE));
        String key = text(settings.get(PRIVATE_KEY));
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new Unusable("TLS needs both " + CERTIFICATE + " and " + PRIVATE_KEY + ".", null);
        }
        requireReadable(CERTIFICATE, certificate);
        requireReadable(PRIVATE_KEY, key);
        requirePair(certificate, key);
        String store = "spring.ssl.bundle.pem.parley.";
        return Optional.of(Map.of(
                store + "keystore.certificate",
                location(certificate),
                store + "keystore.private-key",
                location(key),
                store + "reload-on-update",
                "true",
                // While only one of the two was renewed, the old ones stay.
                store + "keystore.verify-keys",
                "true",
                "server.ssl.bundle",
                "parley",
                "management.server.ssl.enabled",
                "false"));
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        properties(environment::getProperty)
                .ifPresent(
                        found -> environment.getPropertySources().addLast(new MapPropertySource("parley-tls", found)));
    }

    private static void requireReadable(String setting, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new Unusable("The file " + file + " of the setting " + setting + " cannot be read.", null);
        }
    }

    private static void requirePair(String certificate, String key) {
        try {
            PemSslStore store = PemSslStore.load(
                    PemSslStoreDetails.forCertificate(location(certificate)).withPrivateKey(location(key)));
            if (store != null && store.certificates() != null && store.privateKey() != null) {
                return;
            }
        } catch (RuntimeException e) {
            throw new Unusable(unfit(certificate, key), e);
        }
        throw new Unusable(unfit(certificate, key), null);
    }

    private static String unfit(String certificate, String key) {
        return "The files " + certificate + " and " + key
                + " are not a certificate (chain) and its unencrypted private key as PEM.";
    }

    private static String location(String file) {
        return Path.of(file).toAbsolutePath().toUri().toString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Finds a setting by its name. */
    @FunctionalInterface
    public interface Lookup {

        @Nullable
        String get(String name);
    }

    /** Why there can be no TLS; the message is for whoever started it. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

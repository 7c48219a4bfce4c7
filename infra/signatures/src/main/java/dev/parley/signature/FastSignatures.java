package dev.parley.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tokens are signed and checked with, first among the providers of this Java: Amazon's Corretto Crypto Provider (AWS-LC), many
 * times as fast as the JDK. Nothing else of it is offered, so random numbers, digests and ciphers stay the JDK's. A key that it does
 * not take goes to the JDK, as every key does where it has no code for the platform.
 */
public final class FastSignatures extends Provider {

    public static final String NAME = "ParleySignatures";

    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(FastSignatures.class);

    /** With the factories of keys: a key of the JDK's would be translated for every signature, which takes as long as signing. */
    private static final Map<String, Set<String>> OFFERED = Map.of(
            "Signature", Set.of("SHA256withECDSA", "SHA256withECDSAinP1363Format", "SHA256withRSA"),
            "KeyFactory", Set.of("EC", "RSA"));

    private FastSignatures(Provider source) {
        super(NAME, "1", "Signatures of tokens, by " + source.getName() + " " + source.getVersionStr());
        source.getServices().stream()
                .filter(service ->
                        OFFERED.getOrDefault(service.getType(), Set.of()).contains(service.getAlgorithm()))
                .forEach(service -> putService(new Lent(this, service)));
    }

    /** Makes them this process's, unless they are already or there are none for this platform. Returns whether they are. */
    public static synchronized boolean install() {
        if (Security.getProvider(NAME) != null) {
            return true;
        }
        Provider found = find();
        if (found == null) {
            return false;
        }
        Security.insertProviderAt(new FastSignatures(found), 1);
        log.info("Tokens are signed and checked by {} {}.", found.getName(), found.getVersionStr());
        return true;
    }

    private static @Nullable Provider find() {
        try {
            Throwable missing = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (missing == null) {
                return AmazonCorrettoCryptoProvider.INSTANCE;
            }
            return none(missing);
        } catch (LinkageError missing) {
            return none(missing);
        }
    }

    private static @Nullable Provider none(Throwable why) {
        log.info(
                "Tokens are signed and checked by the JDK, several times slower than by native code, which does not load here: {}",
                why.toString());
        return null;
    }

    /** One service of the other provider's, under our name. */
    private static final class Lent extends Service {

        private final Service owner;

        Lent(Provider provider, Service owner) {
            super(provider, owner.getType(), owner.getAlgorithm(), owner.getClassName(), List.of(), Map.of());
            this.owner = owner;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return owner.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(@Nullable Object parameter) {
            return owner.supportsParameter(parameter);
        }
    }
}

package dev.parley.command.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of commands and events: UUIDs of version 7, so that they lie in order where they are stored. They need to be unique and not to be
 * secret; Axon's own asks the system's secure random source for each, which costs more than deciding and may block. Found by the service
 * loader.
 */
public final class MessageIds extends IdentifierFactory {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator(
            Random.from(RandomGeneratorFactory.of("L128X256MixRandom").create(new SecureRandom().generateSeed(16))));

    @Override
    public String generateIdentifier() {
        return ids.generate().toString();
    }
}

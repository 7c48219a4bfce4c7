package dev.parley.command.bus;

import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.AbstractAnnotatedParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;

/** Reads {@link Sender} parameters from a command's metadata. Found by the service loader, so that test fixtures have it too. */
public final class SenderResolver extends AbstractAnnotatedParameterResolverFactory<Sender, UserId>
        implements ParameterResolver<UserId> {

    public SenderResolver() {
        super(Sender.class, UserId.class);
    }

    @Override
    protected ParameterResolver<UserId> getResolver() {
        return this;
    }

    @Override
    public UserId resolveParameterValue(Message<?> message) {
        Object sender = message.getMetaData().get(CommandMetadata.SENDER);
        if (sender == null) {
            throw new IllegalStateException(
                    "A " + message.getPayloadType().getSimpleName() + " came without its sender");
        }
        return UserId.of(sender.toString());
    }

    @Override
    public boolean matches(Message<?> message) {
        return true;
    }
}

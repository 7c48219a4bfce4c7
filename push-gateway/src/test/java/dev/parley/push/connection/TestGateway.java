package dev.parley.push.connection;

import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.push.PushGatewayConfiguration;
import dev.parley.push.dispatch.FedTopic;
import dev.parley.push.note.RecordedNotes;
import dev.parley.push.position.RecordedPositions;
import dev.parley.push.presence.LoopedPresence;
import dev.parley.push.typing.LoopedSignals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** The gateway as it is, on a view store in memory, with a topic that is fed by hand and commands that the test answers. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    PushGatewayConfiguration.class,
    FedTopic.class,
    RecordedNotes.class,
    RecordedPositions.class,
    LoopedSignals.class,
    LoopedPresence.class
})
class TestGateway {

    @Bean
    @Primary
    ReactiveJwtDecoder testTokens() {
        return new TestTokens();
    }

    @Bean
    Commands commands() {
        return new Commands();
    }

    @Bean
    CommandGateway commandGateway(Commands commands) {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        for (Class<?> command : List.of(CreateConversation.class, SendMessage.class)) {
            var _ = bus.subscribe(command.getName(), message -> commands.handle((CommandMessage<?>) message));
        }
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    /** Every command that came, and what the test answers. */
    static final class Commands {
        final List<CommandMessage<?>> received = new CopyOnWriteArrayList<>();
        volatile Function<CommandMessage<?>, Object> answer = message -> {
            throw new IllegalStateException("The test answers nothing");
        };

        Object handle(CommandMessage<?> message) {
            received.add(message);
            return answer.apply(message);
        }
    }
}

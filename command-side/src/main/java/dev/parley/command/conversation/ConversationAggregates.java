package dev.parley.command.conversation;

import dev.parley.command.people.PeopleDirectory;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;

/** Tells Axon what lives in this package. */
public final class ConversationAggregates {

    private ConversationAggregates() {}

    public static void register(Configurer configurer, ConversationLimits limits, Cache cache) {
        configurer
                .registerComponent(ConversationLimits.class, configuration -> limits)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Conversation.class)
                        .configureCache(configuration -> cache));
    }

    /** Puts the rules in force that need to look beyond one conversation. */
    public static void guard(CommandBus commands, PeopleDirectory people) {
        commands.registerHandlerInterceptor(new KnownPeoplePolicy(people));
    }
}

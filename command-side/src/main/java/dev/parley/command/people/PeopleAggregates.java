package dev.parley.command.people;

import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;

/** Tells Axon what lives in this package. */
public final class PeopleAggregates {

    private PeopleAggregates() {}

    public static void register(Configurer configurer) {
        configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Person.class));
    }
}

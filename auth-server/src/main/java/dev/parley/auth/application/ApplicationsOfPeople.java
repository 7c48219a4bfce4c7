package dev.parley.auth.application;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.KeptOfPeople;
import org.springframework.stereotype.Component;

/** What somebody's applications hold ends when they are shut out; who may use those afterwards depends on how their owner stands. */
@Component
final class ApplicationsOfPeople implements KeptOfPeople {

    private final Applications applications;

    ApplicationsOfPeople(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void suspend(UserId user) {
        applications.endAllOf(user);
    }

    @Override
    public void erase(UserId user) {
        applications.endAllOf(user);
    }
}

package dev.parley.auth.application;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.KeptOfPeople;
import org.springframework.stereotype.Component;

/** What becomes of applications with their owner: they rest while the owner is suspended, and go when the owner goes. */
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
        applications.removeAllOf(user);
    }
}

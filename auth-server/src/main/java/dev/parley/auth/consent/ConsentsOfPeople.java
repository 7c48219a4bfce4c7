package dev.parley.auth.consent;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.KeptOfPeople;
import org.springframework.stereotype.Component;

/** Consents go with whoever gave them; what was issued on them ends with their sessions. */
@Component
final class ConsentsOfPeople implements KeptOfPeople {

    private final ConsentRows rows;

    ConsentsOfPeople(ConsentRows rows) {
        this.rows = rows;
    }

    @Override
    public void erase(UserId user) {
        rows.removeAllOf(user);
    }
}

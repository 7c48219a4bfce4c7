package dev.parley.auth.factor;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.KeptOfPeople;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything of this package goes when its person goes; the row of the account itself stays. */
@Component
final class KeptFactors implements KeptOfPeople {

    private static final List<String> TABLES =
            List.of("time_code", "recovery_code", "sign_in_challenge", "passkey_person");

    private final JdbcClient jdbc;

    KeptFactors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(UserId user) {
        for (String table : TABLES) {
            jdbc.sql("delete from " + table + " where account = :account")
                    .param("account", user.value())
                    .update();
        }
    }
}

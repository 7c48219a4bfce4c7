package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names that people cannot tell apart. */
class LookAlikeTest {

    @Test
    void aNameThatLooksLikeAnothersIsTaken(@TempDir Path folder) {
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            front.register("PayPal", "one@example.org", Front.PASSWORD).expect(201);
            front.register("modern", "two@example.org", Front.PASSWORD).expect(201);
            front.register("сор", "three@example.org", Front.PASSWORD).expect(201); // Cyrillic throughout

            for (String again : new String[] {"PayPaI", "PAYPAL", "paypa1", "rnodern", "cop"}) {
                front.register(again, "other@example.org", Front.PASSWORD)
                        .expectProblem(409, "TAKEN")
                        .about("username");
            }
        }
    }

    @Test
    void lettersOfScriptsThatNobodyWritesTogetherAreRefusedAndAllOthersAreNot(@TempDir Path folder) {
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            for (String mixed : new String[] {"pаypal", "Ωmega", "αlpha"}) {
                front.register(mixed, "mixed@example.org", Front.PASSWORD)
                        .expectProblem(400, "INVALID")
                        .about("username");
            }
            int number = 0;
            for (String fine : new String[] {"Наталья", "李小龙", "李bruce", "さくらAI", "김철수", "Ωμέγα", "فاطمة", "دانا_12"}) {
                front.register(fine, "fine" + number++ + "@example.org", Front.PASSWORD)
                        .expect(201);
            }
        }
    }

    @Test
    void anAddressThatLooksLikeAnothersIsTakenButPlainLettersAreAllDifferentPeople(@TempDir Path folder) {
        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            front.register("first.one", "ana1@example.org", Front.PASSWORD).expect(201);
            front.register("second.one", "anal@example.org", Front.PASSWORD).expect(201);
            front.register("third.one", "karl@bücher.example", Front.PASSWORD).expect(201);

            for (String again : new String[] {
                "аna1@example.org", "ana1@ехample.org", "karl@xn--bcher-kva.example", "KARL@BÜCHER.example"
            }) {
                front.register("another.one", again, Front.PASSWORD)
                        .expectProblem(409, "TAKEN")
                        .about("email");
            }
        }
    }

    @Test
    void accountsFromBeforeKeepTheirNamesAndTheOlderOneItsLikeness(@TempDir Path folder) {
        DataSource store = IdentityStore.open(folder);
        Flyway.configure()
                .dataSource(store)
                .locations("classpath:db/identity")
                .target("1")
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(store);
        add(jdbc, "paypal", 1);
        add(jdbc, "paypa1", 2);

        try (AuthServer server = new House(folder, new CommandSide()).open()) {
            Front front = new Front(server);
            front.register("PayPaI", "new@example.org", Front.PASSWORD)
                    .expectProblem(409, "TAKEN")
                    .about("username");
            assertThat(jdbc.sql("select username from account order by created_at")
                            .query(String.class)
                            .list())
                    .containsExactly("paypal", "paypa1");
        }
    }

    private static void add(JdbcClient jdbc, String username, int day) {
        jdbc.sql("""
                insert into account
                  (id, username, username_key, email, email_key, display_name, password_hash, registered, created_at)
                values (:id, :name, :name, :email, :email, :name, 'x', true, timestamp with time zone '2026-01-0%d 00:00:00+00')
                """.formatted(day))
                .param("id", UUID.randomUUID())
                .param("name", username)
                .param("email", username + "@example.org")
                .update();
    }
}

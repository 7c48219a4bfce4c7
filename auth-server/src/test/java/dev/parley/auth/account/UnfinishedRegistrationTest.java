package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.Reason;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command side is down while people register. */
class UnfinishedRegistrationTest {

    private static final Map<String, Object> PATIENT = Map.of("parley.auth.registration-retry", "1h");

    private final CommandSide commandSide = new CommandSide();
    private House house;
    private AuthServer server;

    @BeforeEach
    void commandSideIsDown(@TempDir Path folder) {
        house = new House(folder, commandSide);
        commandSide.goesDown();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRegistrationThatCannotBeFinishedSaysSo() {
        Front front = open(PATIENT);

        var answer = front.register("ana").expectProblem(503, "STORE_UNAVAILABLE");

        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void itFinishesByItselfWhenTheCommandSideComesBack() {
        Front front = open(Map.of());
        front.register("ana").expect(503);

        commandSide.comesBack();

        await().until(() -> commandSide.persons() == 1);
        String user = front.signIn("ana").expect(200).text("user");
        assertThat(commandSide.person(user).username()).isEqualTo("ana");
    }

    @Test
    void itFinishesAfterARestart() {
        open(PATIENT).register("ana").expect(503);
        server.close();

        commandSide.comesBack();
        open(Map.of());

        await().until(() -> commandSide.persons() == 1);
    }

    @Test
    void theSameRegistrationAgainFinishesIt() {
        Front front = open(PATIENT);
        front.register("ana").expect(503);

        commandSide.comesBack();
        String user = front.register("ana").expect(201).text("user");

        assertThat(commandSide.knows(user)).isTrue();
        assertThat(commandSide.receivedFor(user)).hasSize(2);
        front.register("ana").expectProblem(409, "TAKEN");
    }

    @Test
    void nobodyElseCanFinishIt() {
        Front front = open(PATIENT);
        front.register("ana").expect(503);

        commandSide.comesBack();

        front.register("ana", "ana@example.org", "another password").expectProblem(409, "TAKEN");
        front.register("ana", "another@example.org", Front.PASSWORD).expectProblem(409, "TAKEN");
        assertThat(commandSide.persons()).isZero();
    }

    @Test
    void signingInFinishesIt() {
        Front front = open(PATIENT);
        front.register("ana").expect(503);
        front.signIn("ana").expectProblem(503, "STORE_UNAVAILABLE");

        commandSide.comesBack();
        String user = front.signIn("ana").expect(200).text("user");

        assertThat(commandSide.knows(user)).isTrue();
    }

    @Test
    void whatTheCommandSideRefusesForGoodLeavesNothingBehind() {
        Front front = open(PATIENT);
        commandSide.refusesEverythingWith(Reason.INVALID);
        front.register("ana").expectProblem(400, "INVALID");

        commandSide.comesBack();

        front.register("ana", "ana@example.org", "another password").expect(201);
    }

    @Test
    void somebodyWhomTheCommandSideKnowsAlreadyIsRegistered() {
        Front front = open(PATIENT);
        front.register("ana").expect(503);

        commandSide.refusesEverythingWith(Reason.CONFLICT);

        front.register("ana").expect(201);
    }

    private Front open(Map<String, Object> settings) {
        server = house.open(settings);
        return new Front(server);
    }
}

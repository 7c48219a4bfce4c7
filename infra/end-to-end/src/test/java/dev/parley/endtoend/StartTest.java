package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest extends Journey {

    @Test
    void aSecondStartOnTheSameDataIsRefusedAndTheFirstGoesOn() {
        Product.Refusal refusal = Product.refuseToStart(product().data(), "0");

        assertRefusal(refusal, product().data().toString());
        assertThat(newcomer("Ana").rest().conversations().items()).isEmpty();
    }

    @Test
    void aBusyPortIsToldInASentence() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            assertRefusal(Product.refuseToStart(RunningProduct.newDataDirectory(), port), port);
        }
    }

    @Test
    void aDataDirectoryThatIsNoneIsToldInASentence() throws IOException {
        Path file = Files.createTempFile("parley", "not-a-directory");
        try {
            assertRefusal(Product.refuseToStart(file, "0"), file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void killedAloneItsChildrenGoTooAndTheNextStartFindsEverythingAndStopsCleanly() {
        Path data = RunningProduct.newDataDirectory();
        Person ana;
        String group;
        Accepted accepted;
        Product first = Product.start(data);
        try (first) {
            ana = Person.newcomer(first.door(), "Ana");
            group = group(ana, Person.newcomer(first.door(), "Ben"));
            accepted = say(ana, group, "still here?");
            first.killParentAlone();
        }

        try (Product second = Product.start(data, "--parley.auth.access-token-ttl=2s", "--parley.auth.clock-skew=0s")) {
            Person again = ana.at(second.door());
            assertThat(again.user()).isEqualTo(ana.user());
            assertThat(history(again, group, accepted.version()))
                    .extracting("message")
                    .containsExactly(accepted.message());
            assertAccessTokensExpire(again);

            Duration stopping = second.stop();
            System.out.println("A clean stop took " + stopping.toMillis() + " ms");
        }
    }

    private static void assertAccessTokensExpire(Person person) {
        Refusals.assertProblem(
                Eventually.see(
                        "the token to expire",
                        () -> person.rest().call("GET", "/conversations", Map.of(), null),
                        answer -> answer.status() != 200),
                401,
                "NOT_AUTHENTICATED");
    }

    /** One sentence that names what is in the way, and exit code 1; no stack trace. */
    private static void assertRefusal(Product.Refusal refusal, String inTheWay) {
        assertThat(refusal.exitCode()).as(refusal.said()).isEqualTo(1);
        assertThat(refusal.said()).contains(inTheWay).doesNotContain("\tat ");
        assertThat(refusal.said()).doesNotContain("Parley is ready");
    }
}

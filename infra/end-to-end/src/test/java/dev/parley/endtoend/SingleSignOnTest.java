package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People sign in to an application of somebody else's, written with a client library that is not ours, in a real browser. */
@ExtendWith(RunningProduct.class)
class SingleSignOnTest {

    private static Product product;
    private static Person ana;
    private static Noticeboard noticeboard;

    @BeforeAll
    static void open(Product running) throws IOException {
        product = running;
        ana = Person.newcomer(running.door(), "Ana");
        noticeboard = Noticeboard.start(running, ana);
    }

    @AfterAll
    static void close() {
        if (noticeboard != null) {
            noticeboard.close();
        }
    }

    @Test
    void fromTheFirstClickToSigningOutEverywhere() {
        String group = ana.rest().createGroup("Lunch").conversation();
        Eventually.see(
                "the new group in the list",
                () -> ana.rest().conversations().items(),
                items -> items.stream().anyMatch(item -> item.conversation().equals(group)));
        try (Browser browser = Browser.open()) {
            browser.visit(noticeboard.address());
            browser.follow("#sign-in");
            signIn(browser, ana);
            allow(browser);

            assertThat(browser.find("#name").getText()).isEqualTo("Ana");
            assertThat(browser.find("#email").getText()).isEqualTo(ana.username() + "@example.org");
            assertThat(browser.find("#subject").getText()).isEqualTo(ana.user());

            browser.follow("#conversations");
            assertThat(browser.find("#list").getText()).contains("Lunch");

            browser.visit(noticeboard.address());
            browser.follow("#sign-out");
            assertThat(browser.find("#sign-in").isDisplayed()).isTrue();
            browser.follow("#sign-in");
            assertThat(browser.find("#username").isDisplayed())
                    .as("Parley has signed her out as well")
                    .isTrue();
        }
    }

    @Test
    void whoIsSignedInAtParleyIsNotAskedForAPasswordAndConsentsOnce() {
        Person ben = Person.newcomer(product.door(), "Ben");
        try (Browser browser = Browser.open()) {
            browser.visit(product.door().address() + "/id/sign-in");
            signIn(browser, ben);
            browser.visit(noticeboard.address());
            browser.follow("#sign-in");
            allow(browser);
            assertThat(browser.find("#name").getText()).isEqualTo("Ben");

            browser.visit(product.door().address() + "/id/sign-out");
            browser.follow("main button");
            browser.visit(noticeboard.address());
            Eventually.see("the noticeboard to have been told", () -> signedOut(browser), out -> out);

            browser.follow("#sign-in");
            signIn(browser, ben);
            assertThat(browser.find("#name").getText())
                    .as("what was agreed to once is not asked again")
                    .isEqualTo("Ben");
        }
    }

    @Test
    void whoSaysNoIsToldSoByTheApplication() {
        Person carl = Person.newcomer(product.door(), "Carl");
        try (Browser browser = Browser.open()) {
            browser.visit(noticeboard.address());
            browser.follow("#sign-in");
            signIn(browser, carl);
            browser.follow("button[form=deny]");

            assertThat(browser.find("#refused").isDisplayed()).isTrue();
            assertThat(carl.rest()
                            .call("GET", "/me/consents", Map.of(), null)
                            .orRefused()
                            .body()
                            .path("items"))
                    .isEmpty();
        }
    }

    private static boolean signedOut(Browser browser) {
        browser.visit(noticeboard.address());
        return browser.shows("#sign-in");
    }

    private static void signIn(Browser browser, Person person) {
        browser.type("#username", person.username());
        browser.type("#password", person.password());
        browser.follow("main form button");
    }

    private static void allow(Browser browser) {
        assertThat(browser.find("h1").getText()).contains("Noticeboard");
        browser.follow("main .actions button");
    }
}

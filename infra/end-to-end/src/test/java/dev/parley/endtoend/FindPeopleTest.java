package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.await;
import static dev.parley.endtoend.Acquaintance.befriend;
import static dev.parley.endtoend.Acquaintance.block;
import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Acquaintance.items;
import static dev.parley.endtoend.Acquaintance.people;
import static dev.parley.endtoend.Acquaintance.privacy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FindPeopleTest extends Journey {

    /** A name that nobody else in the running product has. */
    private static String rare() {
        return "z" + Person.random().replaceAll("[0-9]", "").substring(0, 8);
    }

    private static String search(String words) {
        return "/search/users?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private Person called(String displayName) {
        Person person = newcomer("Somebody");
        call(person, "PATCH", "/me", "{\"displayName\": \"" + displayName + "\"}")
                .orRefused();
        return person;
    }

    @Test
    void peopleAreFoundByTheBeginningsOfTheirNamesAndByUserName() {
        String name = rare();
        Person ana = called("Ana " + name);
        Person ben = newcomer("Ben");
        await(ben, search(name), ana);
        await(ben, search(name.substring(0, 6).toUpperCase(Locale.ROOT) + " an"), ana);
        await(ben, search(ana.username()), ana);
        await(ben, search(name + " nobody"));
        assertThat(items(ben, search(name)).getFirst().path("displayName").asString())
                .isEqualTo("Ana " + name);
    }

    @Test
    void namesWithoutSpacesAreFoundInTheMiddle() {
        String mark = rare();
        Person tanaka = called("田中さくら " + mark);
        Person kim = called("김민수 " + mark);
        Person ana = newcomer("Ana");
        await(ana, search("さくら " + mark), tanaka);
        await(ana, search("中さ " + mark), tanaka);
        await(ana, search("민수 " + mark), kim);
        await(ana, search("수민 " + mark));
    }

    @Test
    void whoDoesNotWantToBeFoundIsNot() {
        String name = rare();
        Person ana = called(name);
        Person ben = newcomer("Ben");
        Person cleo = newcomer("Cleo");
        befriend(ana, cleo);
        await(ben, search(name), ana);
        privacy(ana, "find", "friends");
        await(ben, search(name));
        await(cleo, search(name), ana);
        privacy(ana, "find", "nobody");
        await(cleo, search(name));
        privacy(ana, "find", "everybody");
        await(ben, search(name), ana);
        block(ana, ben);
        await(ben, search(name));
        block(cleo, ana);
        await(cleo, search(name));
    }

    @Test
    void aFriendIsFoundByWhatOneCallsThem() {
        String remark = rare();
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        befriend(ana, ben);
        call(ana, "PATCH", "/friends/" + ben.user(), "{\"remark\": \"" + remark + "\"}")
                .orRefused();
        await(ana, search(remark.substring(0, 5)), ben);
        assertThat(people(ben, search(remark))).isEmpty();
    }

    @Test
    void friendsOfFriendsAndFellowMembersAreSuggested() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person cleo = newcomer("Cleo");
        Person dan = newcomer("Dan");
        Person eve = newcomer("Eve");
        befriend(ana, ben);
        befriend(ben, cleo);
        befriend(ben, eve);
        group(ana, dan);
        block(eve, ana);
        String path = "/users/suggestions";
        await(ana, path, cleo, dan);
        assertThat(items(ana, path).getFirst().path("commonFriends").asInt()).isEqualTo(1);
        assertThat(items(ana, path).getLast().path("commonGroups").asInt()).isEqualTo(1);
        Acquaintance.ask(ana, cleo);
        await(ana, path, dan);
        Eventually.see("nobody for Eve but Cleo", () -> people(eve, path), List.of(cleo.user())::equals);
    }
}

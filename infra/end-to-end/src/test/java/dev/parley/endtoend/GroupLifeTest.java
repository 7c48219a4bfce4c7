package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people run a group: its looks, its rules, who is what in it, who gets in, who stays out, and its end. */
class GroupLifeTest extends Journey {

    private Person ana;
    private Person ben;
    private Person chen;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        chen = newcomer("Chen");
        group = group(ana, ben);
    }

    private Answer ask(Person person, String method, String path, @Nullable String body) {
        return person.rest()
                .call(method, "/conversations/" + group + path, Map.of(), body)
                .orRefused();
    }

    private void settle(String settings) {
        ask(ana, "PATCH", "/settings", settings);
    }

    private String invitation(Person person, String terms) {
        return ask(person, "POST", "/invitations", terms).body().path("token").asString();
    }

    private static Answer accept(Person person, String token) {
        return person.rest()
                .call("POST", "/invitations/" + token + "/accept", Map.of(), null)
                .orRefused();
    }

    @Test
    void everybodyHearsHowTheGroupChanges() {
        LiveConnection bens = online(ben);
        ask(ana, "PATCH", "", """
                {"name": "Dinner", "description": "Where we eat", "attributes": {"floor": "2"}}""");
        settle("""
                {"slowModeSeconds": 10, "history": "all"}""");
        ask(ana, "PUT", "/announcement", """
                {"text": "Closed on Monday"}""");
        ask(ana, "PATCH", "/members/" + ben.user(), """
                {"role": "admin", "nickname": "Benny"}""");

        bens.awaitEvent(group, "NicknameChanged");
        assertThat(bens.events(group).stream().map(event -> event.text("event")))
                .endsWith(
                        "GroupInfoChanged",
                        "GroupSettingsChanged",
                        "AnnouncementChanged",
                        "MemberRoleChanged",
                        "NicknameChanged");
        // As an admin now.
        ask(ben, "PATCH", "", """
                {"description": null}""");
        assertRefused(403, "NOT_ALLOWED", () -> ask(ben, "PATCH", "/settings", """
                {"post": "admin"}"""));
    }

    @Test
    void aMemberRaisesNobodyAndSpeaksNotWhileMuted() {
        assertRefused(403, "NOT_ALLOWED", () -> ask(ben, "PATCH", "/members/" + ben.user(), """
                {"role": "admin"}"""));
        assertRefused(400, "INVALID", () -> ask(ana, "PATCH", "/members/" + ben.user(), """
                {"role": "owner"}"""));
        assertRefused(403, "NOT_ALLOWED", () -> ask(ben, "PUT", "/owner", """
                {"user": "%s"}""".formatted(ben.user())));
        assertRefused(403, "NOT_ALLOWED", () -> ben.rest().kick(group, ana.user()));
        ask(ana, "PATCH", "/members/" + ben.user(), """
                {"mutedUntil": "%s"}""".formatted(Instant.now().plusSeconds(3_600)));
        assertRefused(403, "MUTED", () -> say(ben, group, "hello"));
        ask(ana, "PATCH", "/members/" + ben.user(), """
                {"mutedUntil": null}""");
        say(ben, group, "hello");
    }

    @Test
    void anInvitationLetsInAsManyAsItIsGoodFor() {
        String token = invitation(ana, """
                {"maxUses": 1}""");
        accept(chen, token);
        accept(chen, token);
        say(chen, group, "Thank you for inviting me");

        assertRefused(410, "GONE", () -> accept(newcomer("Dora"), token));
        var bens = ask(ben, "POST", "/invitations", "{}").body();
        ask(ana, "DELETE", "/invitations/" + bens.path("invitation").asString(), null);
        assertThat(bens.path("link").asString())
                .endsWith("?token=" + bens.path("token").asString());
        assertRefused(
                410, "GONE", () -> accept(newcomer("Eli"), bens.path("token").asString()));
        assertRefused(404, "NOT_FOUND", () -> accept(chen, UUID.randomUUID().toString()));
        assertRefused(400, "INVALID", () -> invitation(ana, """
                {"expiresAt": "2020-01-01T00:00:00Z"}"""));
    }

    @Test
    void whoAsksIsLetInByAnAdmin() {
        assertRefused(404, "NOT_FOUND", () -> ask(chen, "POST", "/join-requests", "{}"));
        settle("""
                {"joinMode": "request"}""");
        ask(chen, "POST", "/join-requests", """
                {"message": "I know Ben"}""");
        assertRefused(404, "NOT_FOUND", () -> say(chen, group, "Am I in?"));
        assertRefused(403, "NOT_ALLOWED", () -> ask(ben, "POST", "/join-requests/" + chen.user() + "/approve", null));
        ask(ana, "POST", "/join-requests/" + chen.user() + "/approve", null);
        say(chen, group, "I am in");

        Person dora = newcomer("Dora");
        settle("""
                {"joinMode": "open"}""");
        ask(dora, "PUT", "/members/me", null);
        say(dora, group, "So am I");
    }

    @Test
    void whoIsBannedStaysOutByEveryWay() {
        LiveConnection bens = online(ben);
        String token = invitation(ana, "{}");
        settle("""
                {"joinMode": "open"}""");
        ask(ana, "PUT", "/bans/" + ben.user(), null);

        bens.awaitEvent(group, "MemberKicked");
        assertRefused(403, "MAY_NOT_JOIN", () -> accept(ben, token));
        assertRefused(403, "MAY_NOT_JOIN", () -> ask(ben, "PUT", "/members/me", null));
        assertRefused(403, "MAY_NOT_JOIN", () -> ana.rest().add(group, ben.user()));
        ask(ana, "DELETE", "/bans/" + ben.user(), null);
        accept(ben, token);
        say(ben, group, "I am back");
    }

    @Test
    void theOwnerHandsTheGroupOverOrEndsIt() {
        LiveConnection bens = online(ben);
        assertRefused(403, "NOT_ALLOWED", () -> ana.rest().leave(group));
        ask(ana, "PUT", "/owner", """
                {"user": "%s"}""".formatted(ben.user()));
        ana.rest().leave(group);
        ben.rest().add(group, chen.user());
        ask(ben, "DELETE", "", null);

        bens.awaitEvent(group, "GroupDisbanded");
        assertRefused(403, "NOT_A_MEMBER", () -> say(ben, group, "Is anybody there?"));
        assertRefused(403, "NOT_A_MEMBER", () -> say(chen, group, "Is anybody there?"));
        assertThat(bens.events(group).getLast().text("event")).isEqualTo("GroupDisbanded");
    }
}

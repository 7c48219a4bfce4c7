package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.sent;
import static dev.parley.command.conversation.GroupFixture.changed;
import static dev.parley.command.conversation.GroupFixture.joining;
import static dev.parley.command.conversation.GroupFixture.ledGroup;
import static dev.parley.command.conversation.GroupFixture.muteAll;
import static dev.parley.command.conversation.GroupFixture.posting;
import static dev.parley.command.conversation.GroupFixture.showing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.GroupCommand.Announce;
import dev.parley.api.conversation.GroupCommand.ChangeGroupInfo;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.GroupEvent.AnnouncementChanged;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.GroupEvent.GroupInfoChanged;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.conversation.MemberRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a group is and by which rules. Who may is in {@link GroupPermissionsTest}. */
class GroupRulesTest {

    private static final GroupInfo WHOLE = new GroupInfo(
            "Lunch", "Where we eat", "https://example.org/lunch.png", Map.of("team", "Kitchen", "city", "Lisboa"));

    private static ChangeGroupInfo attributes(Map<String, String> attributes) {
        return new ChangeGroupInfo(GROUP, null, null, null, attributes);
    }

    private static SendMessage hello() {
        return new SendMessage(GROUP, null, new Content.Text("hello"), null, List.of());
    }

    @Test
    void whatIsNotNamedStaysAndWhatIsEmptyGoes() {
        groupOf(ANA, BEN)
                .after(new GroupInfoChanged(GROUP, WHOLE, ANA, NOW))
                .when(new ChangeGroupInfo(GROUP, "Dinner", "", null, Map.of("team", "", "floor", "2")), ANA)
                .expectEvents(new GroupInfoChanged(
                        GROUP,
                        new GroupInfo("Dinner", null, WHOLE.avatar(), Map.of("city", "Lisboa", "floor", "2")),
                        ANA,
                        NOW));
        groupOf(ANA, BEN)
                .when(new ChangeGroupInfo(GROUP, ConversationFixture.NAME, null, null, null), ANA)
                .expectNoEvents();
    }

    @Test
    void eachFieldHasItsLimit() {
        assertThatThrownBy(() -> new ChangeGroupInfo(GROUP, null, "x".repeat(2_001), null, null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2000")
                .hasMessageContaining("2001");
        assertThatThrownBy(() -> new ChangeGroupInfo(GROUP, null, null, "javascript:alert(1)", null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("https");
        assertThatThrownBy(() -> attributes(Map.of("A b", "x"))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> attributes(Map.of("a", "x".repeat(257))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("attributes.a");
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 15; i++) {
            many.put("a" + i, "x");
        }
        groupOf(ANA)
                .after(new GroupInfoChanged(GROUP, WHOLE, ANA, NOW))
                .when(attributes(many), ANA)
                .expectRefusal(Reason.INVALID);
    }

    @Test
    void anAnnouncementIsMadeAndTakenBack() {
        groupOf(ANA)
                .when(new Announce(GROUP, "Closed on Monday"), ANA)
                .expectEvents(new AnnouncementChanged(GROUP, "Closed on Monday", ANA, NOW));
        groupOf(ANA)
                .after(new AnnouncementChanged(GROUP, "Closed on Monday", ANA, NOW))
                .when(new Announce(GROUP, ""), ANA)
                .expectEvents(new AnnouncementChanged(GROUP, null, ANA, NOW));
        groupOf(ANA).when(new Announce(GROUP, ""), ANA).expectNoEvents();
    }

    @Test
    void settingsChangeOnlyWhereTheyAreNamed() {
        groupOf(ANA).when(joining(JoinMode.OPEN), ANA).expectEvents(changed(joining(JoinMode.OPEN)));
        groupOf(ANA).when(joining(JoinMode.INVITE_ONLY), ANA).expectNoEvents();
    }

    @Test
    void whileAllAreMutedOnlyAdminsSpeak() {
        ledGroup(CLEO).after(changed(muteAll(true))).when(hello(), CLEO).expectRefusal(Reason.MUTED);
        ledGroup(CLEO).after(changed(muteAll(true))).when(hello(), BEN).expectEvents(sent(1, BEN, null, "hello"));
    }

    @Test
    void whereOnlyTheOwnerPostsAnAdminDoesNot() {
        ledGroup().after(changed(posting(MemberRole.OWNER))).when(hello(), BEN).expectRefusal(Reason.NOT_ALLOWED);
        ledGroup()
                .after(changed(posting(MemberRole.OWNER)))
                .when(hello(), ANA)
                .expectEvents(sent(1, ANA, null, "hello"));
    }

    @Test
    void newcomersReadEverythingWhereTheGroupWantsThat() {
        groupOf(ANA)
                .after(sent(1, ANA, null, "hello"), changed(showing(HistoryForNewcomers.ALL)))
                .when(new AddMembers(GROUP, Set.of(BEN)), ANA)
                .expectEvents(new MembersAdded(GROUP, List.of(BEN), 1, 0, JoinedVia.ADDED, null, ANA, NOW));
    }

    @Test
    void afterItsEndNothingHappensInAGroup() {
        groupOf(ANA, BEN).when(new DisbandGroup(GROUP), ANA).expectEvents(new GroupDisbanded(GROUP, 0, ANA, NOW));
        GroupDisbanded end = new GroupDisbanded(GROUP, 0, ANA, NOW);
        groupOf(ANA, BEN).after(end).when(new DisbandGroup(GROUP), ANA).expectNoEvents();
        groupOf(ANA, BEN).after(end).when(new DisbandGroup(GROUP), CLEO).expectRefusal(Reason.NOT_FOUND);
        groupOf(ANA, BEN).after(end).when(hello(), ANA).expectRefusal(Reason.NOT_A_MEMBER);
        groupOf(ANA, BEN)
                .after(end)
                .when(new AddMembers(GROUP, Set.of(CLEO)), ANA)
                .expectRefusal(Reason.NOT_A_MEMBER);
        groupOf(ANA, BEN).after(end).when(hello(), CLEO).expectRefusal(Reason.NOT_FOUND);
    }
}

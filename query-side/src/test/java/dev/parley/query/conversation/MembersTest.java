package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.CAI;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static dev.parley.query.QuerySide.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.MembersView.Ban;
import dev.parley.api.conversation.MembersView.JoinRequest;
import dev.parley.api.conversation.MembersView.Member;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Who is in a group, and who has read what. */
class MembersTest {

    private static final ConversationId GROUP = conversation(1);
    private static final int MANY = 130;

    private static QuerySide side;

    private final Map<UserId, Member> members = new HashMap<>();

    @BeforeAll
    static void open() {
        side = QuerySide.withoutSearch();
    }

    @AfterAll
    static void close() {
        side.close();
    }

    @BeforeEach
    void aLargeGroup() {
        side.forget();
        side.group(1, BEN, 5, 1);
        members.put(ANA, member(MemberRole.MEMBER, 9, 0));
        members.put(BEN, member(MemberRole.OWNER, 5, 0));
        members.put(CAI, member(MemberRole.ADMIN, 7, 0));
        for (int number = 4; number <= MANY; number++) {
            members.put(user(number), member(MemberRole.MEMBER, number, 0));
        }
        write();
        for (UserId each : List.of(ANA, BEN, CAI)) {
            side.belongsFromTheStart(each, 1);
        }
    }

    @Test
    void allOfThemComeOnceTheOwnerFirstThenTheAdmins() {
        List<String> met = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Map<?, ?> page = get(ANA, "/members?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expectBody(Map.class)
                    .returnResult()
                    .getResponseBody();
            ((List<?>) page.get("items")).forEach(item -> met.add((String) ((Map<?, ?>) item).get("user")));
            cursor = (String) page.get("next");
        }
        assertThat(met)
                .hasSize(MANY)
                .doesNotHaveDuplicates()
                .startsWith(BEN.toString(), CAI.toString(), user(4).toString());
    }

    @Test
    void oneMayAskForARoleAlone() {
        get(ANA, "/members?role=admin")
                .expectBody()
                .jsonPath("$.items[*].user")
                .value((List<String> users) -> assertThat(users).containsExactly(CAI.toString()));
        get(ANA, "/members?role=king").expectStatus().isBadRequest();
    }

    @Test
    void whoIsBannedOrAsksToBeLetInIsForAdmins() {
        MembersView part = part(MembersView.slot(user(200)));
        side.put(
                Views.MEMBERS,
                new MembersView(
                        part.key(),
                        1,
                        part.members(),
                        Map.of(user(200), new Ban(BEN, NOON)),
                        Map.of(user(200), new JoinRequest("let me in", NOON)),
                        Map.of(),
                        Map.of(),
                        null));

        get(CAI, "/bans")
                .expectBody()
                .jsonPath("$.items[0].user")
                .isEqualTo(user(200).toString());
        get(BEN, "/join-requests").expectBody().jsonPath("$.items[0].message").isEqualTo("let me in");
        get(BEN, "/invitations").expectBody().jsonPath("$.items.length()").isEqualTo(0);
        for (String list : List.of("/bans", "/join-requests", "/invitations")) {
            get(ANA, list)
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("NOT_ALLOWED");
        }
    }

    @Test
    void strangersSeeNobody() {
        get(user(300), "/members").expectStatus().isNotFound();
    }

    @Test
    void readersAreThoseWhosePositionsAreBehindTheMessage() {
        side.hasReadUpTo(CAI, 1, 4);
        side.hasReadUpTo(ANA, 1, 3);
        side.hasReadUpTo(user(4), 1, 5);
        members.put(user(4), member(MemberRole.MEMBER, 4, 4));
        write();

        get(BEN, "/messages/" + GROUP + ".4/readers")
                .expectBody()
                .jsonPath("$.read")
                .isEqualTo(1)
                .jsonPath("$.of")
                .isEqualTo(MANY - 2)
                .jsonPath("$.items[0]")
                .isEqualTo(CAI.toString());
    }

    private static Member member(MemberRole role, int second, long afterSeq) {
        return new Member(role, null, null, NOON.plusSeconds(second), afterSeq);
    }

    private void write() {
        for (int slot = 0; slot < MembersView.SLOTS; slot++) {
            side.put(Views.MEMBERS, part(slot));
        }
    }

    private MembersView part(int slot) {
        Map<UserId, Member> ofPart = new HashMap<>(members);
        ofPart.keySet().removeIf(user -> MembersView.slot(user) != slot);
        return new MembersView(MembersView.key(GROUP, slot), 1, ofPart, Map.of(), Map.of(), Map.of(), Map.of(), null);
    }

    private static ResponseSpec get(UserId user, String path) {
        return side.as(user).get().uri("/api/v1/conversations/" + GROUP + path).exchange();
    }
}

package dev.parley.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MembershipTest {

    private final Membership joinedAt4 = Membership.from(4, 2);

    @Test
    void seesFromTheEventThatLetThemIn() {
        assertThat(joinedAt4.covers(3)).isFalse();
        assertThat(joinedAt4.covers(4)).isTrue();
        assertThat(joinedAt4.coversSeq(2)).isFalse();
        assertThat(joinedAt4.coversSeq(3)).isTrue();
    }

    @Test
    void theEventThatEndsAStayIsTheLastOneSeen() {
        Membership kicked = joinedAt4.ended(9, 6);
        assertThat(kicked.current()).isFalse();
        assertThat(kicked.covers(9)).isTrue();
        assertThat(kicked.covers(10)).isFalse();
        assertThat(kicked.coversSeq(6)).isTrue();
        assertThat(kicked.coversSeq(7)).isFalse();
    }

    @Test
    void afterComingBackTheEarlierStayIsReadableAgainAndTheTimeBetweenIsNot() {
        Membership back = joinedAt4.ended(9, 6).joined(20, 15);
        assertThat(back.current()).isTrue();
        assertThat(back.covers(8)).isTrue();
        assertThat(back.covers(15)).isFalse();
        assertThat(back.covers(20)).isTrue();
    }

    @Test
    void anEventAppliedTwiceChangesNothing() {
        Membership kicked = joinedAt4.ended(9, 6);
        assertThat(kicked.ended(9, 6)).isEqualTo(kicked);
        assertThat(kicked.joined(4, 2)).isEqualTo(kicked);
        Membership back = kicked.joined(20, 15);
        assertThat(back.joined(20, 15)).isEqualTo(back);
        assertThat(back.ended(9, 6)).isEqualTo(back);
    }
}

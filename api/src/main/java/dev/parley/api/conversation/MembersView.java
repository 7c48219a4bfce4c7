package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a conversation and what they are there, and who wants in or may not: one of the {@value #SLOTS} parts that a conversation's
 * people are spread over by their ids, so that a change in a group of thousands writes a small document and a list reads a known
 * number of them. Members have a role in groups alone; everybody else is a plain one.
 *
 * @param version the newest event of the conversation that changed this part
 * @param mutes of those who went before their mute was over: it waits for them
 * @param ending set once the group is disbanded, when all these memberships end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MembersView(
        @JsonProperty("_id") String key,
        long version,
        Map<UserId, Member> members,
        Map<UserId, Ban> bans,
        Map<UserId, JoinRequest> joinRequests,
        Map<InvitationId, Invitation> invitations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<UserId, Instant> mutes,
        @Nullable Ending ending) {

    public static final int SLOTS = 16;

    public MembersView {
        members = Map.copyOf(members);
        bans = Map.copyOf(bans);
        joinRequests = Map.copyOf(joinRequests);
        invitations = Map.copyOf(invitations);
        mutes = mutes == null ? Map.of() : Map.copyOf(mutes);
    }

    /** @param afterSeq the message behind which they read */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            MemberRole role,
            @Nullable String nickname,
            @Nullable Instant mutedUntil,
            Instant joinedAt,
            long afterSeq) {

        public Member with(MemberRole other) {
            return new Member(other, nickname, mutedUntil, joinedAt, afterSeq);
        }

        public Member called(@Nullable String other) {
            return new Member(role, other, mutedUntil, joinedAt, afterSeq);
        }

        public Member mutedUntil(@Nullable Instant other) {
            return new Member(role, nickname, other, joinedAt, afterSeq);
        }
    }

    public record Ban(UserId by, Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JoinRequest(@Nullable String message, Instant at) {}

    /** @param maxUses null = any number */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Invitation(
            UserId by,
            Instant at,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses,
            int uses) {

        public Invitation used() {
            return new Invitation(by, at, expiresAt, maxUses, uses + 1);
        }

        /** Whether it lets anybody in at this time. */
        public boolean open(Instant now) {
            return (expiresAt == null || now.isBefore(expiresAt)) && (maxUses == null || uses < maxUses);
        }
    }

    /** The event that ended everything, and the newest message then. */
    public record Ending(long version, long headSeq) {}

    public static MembersView empty(String key) {
        return new MembersView(key, -1, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);
    }

    /** The part that somebody, or an invitation, belongs to. */
    public static int slot(Object id) {
        int hash = id.toString().hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), SLOTS);
    }

    public static String key(ConversationId conversation, int slot) {
        return conversation + ":" + slot;
    }

    /** Of all parts. */
    public static List<String> keys(ConversationId conversation) {
        return IntStream.range(0, SLOTS)
                .mapToObj(slot -> key(conversation, slot))
                .toList();
    }
}

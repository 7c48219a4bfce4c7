package dev.parley.standalone.tale;

import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.INVALID;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.conversation.MemberRole.ADMIN;
import static dev.parley.standalone.tale.PlainGroup.require;

import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The links into a group as they should be. */
final class PlainInvitations {

    private final PlainGroup group;
    final List<PlainInvitation> all = new ArrayList<>();

    /** A link. */
    static final class PlainInvitation {
        final CreateInvitation created;
        final UserId by;
        int uses;
        boolean revoked;

        PlainInvitation(CreateInvitation created, UserId by) {
            this.created = created;
            this.by = by;
        }

        boolean good(Instant now) {
            boolean early = created.expiresAt() == null || now.isBefore(created.expiresAt());
            return !revoked && early && (created.maxUses() == null || uses < created.maxUses());
        }
    }

    PlainInvitations(PlainGroup group) {
        this.group = group;
    }

    void create(CreateInvitation create, UserId by) {
        group.requireMember(by);
        require(group.type == ConversationType.GROUP, NOT_ALLOWED);
        group.requireRole(by, group.settings.invite());
        require(create.expiresAt() == null || create.expiresAt().isAfter(group.now()), INVALID);
        all.add(new PlainInvitation(create, by));
        group.happen("InvitationCreated");
    }

    void revoke(RevokeInvitation revoke, UserId by) {
        group.requireMember(by);
        PlainInvitation invitation = all.stream()
                .filter(each -> each.created.invitation().equals(revoke.invitation()))
                .findFirst()
                .orElseThrow(() -> new PlainGroup.No(NOT_FOUND));
        if (!invitation.by.equals(by)) {
            group.requireRole(by, ADMIN);
        }
        if (!invitation.revoked) {
            invitation.revoked = true;
            group.happen("InvitationRevoked");
        }
    }

    /** Returns whether they come in by it, which is one use more. */
    boolean accept(AcceptInvitation accept, UserId by) {
        PlainInvitation invitation = all.stream()
                .filter(each -> each.created.secretHash().equals(accept.secretHash()))
                .findFirst()
                .orElseThrow(() -> new PlainGroup.No(NOT_FOUND));
        if (group.has(by)) {
            return false;
        }
        require(!group.over && invitation.good(group.now()), GONE);
        require(!group.banned.contains(by), dev.parley.api.Reason.MAY_NOT_JOIN);
        invitation.uses++;
        return true;
    }

    /** Those that are good now, with how often they were used. */
    Map<String, Integer> good() {
        Map<String, Integer> good = new TreeMap<>();
        all.stream()
                .filter(each -> each.good(group.now()))
                .forEach(each -> good.put(each.created.invitation().toString(), each.uses));
        return good;
    }
}

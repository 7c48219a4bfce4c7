package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody with at least one open connection, and every conversation they are or were in. */
final class Person {

    private final UserId user;
    private final Map<ConversationId, Stay> stays = new HashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>(1);

    Person(UserId user, Map<ConversationId, Membership> memberships) {
        this.user = user;
        memberships.forEach((conversation, membership) -> stays.put(conversation, new Stay(conversation, membership)));
    }

    UserId user() {
        return user;
    }

    Map<ConversationId, Stay> stays() {
        return stays;
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    Stay joined(ConversationId conversation, long version, long headSeq, long afterSeq) {
        Stay stay = stays.get(conversation);
        if (stay == null) {
            stay = new Stay(conversation, Membership.from(version, headSeq, afterSeq));
            stays.put(conversation, stay);
        } else {
            stay.joined(version, headSeq, afterSeq);
        }
        return stay;
    }

    void ended(ConversationId conversation, long version, long headSeq) {
        Stay stay = stays.get(conversation);
        if (stay != null) {
            stay.ended(version, headSeq);
        }
    }
}

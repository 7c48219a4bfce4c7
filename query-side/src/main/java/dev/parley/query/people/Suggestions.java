package dev.parley.query.people;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.Contact;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.contact.Contacts;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Limit;
import dev.parley.query.view.ViewReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whom somebody may know, by the friends and the groups that they have in common. It looks at a bounded part of either, the newest of it:
 * the answer is a hint and costs the same for everybody.
 */
@Component
class Suggestions {

    private static final int FRIENDS = 50;
    private static final int CONVERSATIONS = 100;
    private static final int GROUPS = 10;

    /** In a larger group to be together says little. */
    private static final int MEMBERS = 200;

    private static final int CANDIDATES = 200;

    private final ViewReader views;
    private final Contacts contacts;
    private final Memberships memberships;
    private final VisiblePeople people;

    Suggestions(ViewReader views, Contacts contacts, Memberships memberships, VisiblePeople people) {
        this.views = views;
        this.contacts = contacts;
        this.memberships = memberships;
        this.people = people;
    }

    /** Somebody to ask, and why. */
    record Suggestion(@JsonUnwrapped PersonItem person, int commonFriends, int commonGroups) {}

    private record Common(int friends, int groups) {
        Common plus(Common other) {
            return new Common(friends + other.friends, groups + other.groups);
        }

        int weight() {
            return 2 * friends + groups;
        }
    }

    private static final Common FRIEND = new Common(1, 0);
    private static final Common GROUP = new Common(0, 1);

    /** Those with the most in common first; nobody with whom there is something already, be it a request or a block. */
    Mono<List<Suggestion>> to(Caller caller, Limit limit) {
        UserId me = caller.user(Permission.SEARCH_PEOPLE);
        return contacts.of(me)
                .flatMap(mine -> Flux.merge(throughFriends(mine), throughGroups(me))
                        .<Map<UserId, Common>>reduceWith(HashMap::new, Suggestions::counted)
                        .flatMap(common -> best(me, mine, common, limit.value())));
    }

    private static Map<UserId, Common> counted(Map<UserId, Common> counts, Map<UserId, Common> more) {
        more.forEach((user, common) -> counts.merge(user, common, Common::plus));
        return counts;
    }

    private Flux<Map<UserId, Common>> throughFriends(Map<UserId, Contact> mine) {
        List<UserId> friends = mine.entrySet().stream()
                .filter(each -> each.getValue().friendsSince() != null)
                .sorted(comparing(each -> each.getValue().version(), reverseOrder()))
                .limit(FRIENDS)
                .map(Map.Entry::getKey)
                .toList();
        return contacts.of(friends).map(friend -> {
            Map<UserId, Common> theirs = new HashMap<>();
            friend.contacts().forEach((user, contact) -> {
                if (contact.friendsSince() != null) {
                    theirs.put(user, FRIEND);
                }
            });
            return theirs;
        });
    }

    private Flux<Map<UserId, Common>> throughGroups(UserId me) {
        return memberships
                .of(me)
                .flatMapMany(all -> views.some(Views.CONVERSATIONS, newest(all), ConversationView.class))
                .filter(conversation ->
                        conversation.type() == ConversationType.GROUP && conversation.memberCount() <= MEMBERS)
                .sort(comparing(ConversationView::activeAt, reverseOrder()))
                .take(GROUPS)
                .concatMap(group -> views.some(Views.MEMBERS, MembersView.keys(group.conversation()), MembersView.class)
                        .map(part -> Suggestions.each(part.members().keySet())));
    }

    /** Ids of groups begin with the time at which they were made. */
    private static List<ConversationId> newest(Map<ConversationId, Membership> memberships) {
        return memberships.entrySet().stream()
                .filter(each -> each.getValue().current())
                .map(Map.Entry::getKey)
                .sorted(comparing(ConversationId::value, reverseOrder()))
                .limit(CONVERSATIONS)
                .toList();
    }

    private static Map<UserId, Common> each(Collection<UserId> members) {
        Map<UserId, Common> counts = new HashMap<>();
        members.forEach(member -> counts.put(member, GROUP));
        return counts;
    }

    private Mono<List<Suggestion>> best(UserId me, Map<UserId, Contact> mine, Map<UserId, Common> common, int limit) {
        Set<UserId> known = mine.keySet();
        List<UserId> candidates = common.entrySet().stream()
                .filter(each -> !each.getKey().equals(me) && !known.contains(each.getKey()))
                .sorted(comparing(
                                (Map.Entry<UserId, Common> each) ->
                                        each.getValue().weight(),
                                reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .limit(CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
        return people.of(me, mine, candidates)
                .map(visible -> visible.stream()
                        .filter(VisiblePeople.Visible::findable)
                        .limit(limit)
                        .map(one ->
                                suggestion(one, common.getOrDefault(one.person().user(), GROUP)))
                        .toList());
    }

    private static Suggestion suggestion(VisiblePeople.Visible one, Common common) {
        return new Suggestion(PersonItem.of(one.person()), common.friends(), common.groups());
    }
}

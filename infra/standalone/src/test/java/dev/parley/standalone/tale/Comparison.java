package dev.parley.standalone.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.push.dispatch.Ears;
import dev.parley.push.dispatch.Listener;
import dev.parley.query.conversation.Eyes;
import dev.parley.query.search.Finder;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds what everybody is shown against what they should see. */
final class Comparison {

    private final Followers followers;
    private final Eyes eyes;
    private final PlainPeople people;
    private final Collection<PlainConversation> conversations;

    Comparison(Followers followers, PlainPeople people, Collection<PlainConversation> conversations) {
        this.followers = followers;
        this.eyes = followers.eyes();
        this.people = people;
        this.conversations = conversations;
    }

    /** Once caught up, everybody sees what they should, by every way. */
    void ofAll(Instant now) {
        for (UserId user : people.all.keySet()) {
            assertThat(eyes.name(user))
                    .as("name of %s", user)
                    .isEqualTo(people.erased(user) ? null : "Name of " + user);
            assertThat(eyes.contacts(user)).as("contacts of %s", user).isEqualTo(people.contacts(user));
        }
        ofLists();
        conversations.forEach(each -> of(each, now));
    }

    /** The list of each, with what is unread, and what they find. */
    void ofLists() {
        for (UserId user : people.all.keySet()) {
            PlainEyes should = new PlainEyes(conversations, user);
            assertThat(eyes.list(user)).as("list of %s", user).isEqualTo(should.list());
            assertThat(found(user)).as("found by %s", user).isEqualTo(should.found());
        }
    }

    /** One conversation, as each of those in it sees it. */
    void of(PlainConversation conversation, Instant now) {
        for (UserId user : conversation.group.members()) {
            assertThat(eyes.history(user, conversation.group.id))
                    .as("read by %s", user)
                    .isEqualTo(new PlainEyes(conversations, user).history(conversation));
            ofTheLastMessage(conversation, user);
        }
        if (!conversation.group.over) {
            ofThoseInIt(conversation.group, now);
        }
    }

    /** What everybody is told at once needs no view. */
    void ofThePushed() {
        for (UserId user : people.all.keySet()) {
            assertThat(followers.ears().heard(user))
                    .as("pushed to %s", user)
                    .isEqualTo(new PlainEyes(conversations, user).heard());
        }
    }

    private void ofTheLastMessage(PlainConversation conversation, UserId user) {
        PlainGroup group = conversation.group;
        int said = conversation.messages.size();
        if (said > 0 && group.seats.get(user).sees(said)) {
            PlainMessage last = conversation.messages.getLast();
            MessageId id = new MessageId(group.id, said);
            assertThat(eyes.readers(user, id))
                    .as("who has read the last, asked by %s", user)
                    .isEqualTo(PlainEyes.readers(conversation, last));
            if (last.gone == null && last.texts.size() > 1) {
                assertThat(eyes.editions(user, id))
                        .as("editions, asked by %s", user)
                        .isEqualTo(last.texts);
            }
        }
    }

    private void ofThoseInIt(PlainGroup group, Instant now) {
        assertThat(eyes.people(group.id, now)).as("people").isEqualTo(PlainEyes.people(group));
        group.members().stream()
                .filter(user -> group.role(user) != MemberRole.MEMBER)
                .forEach(admin -> assertThat(eyes.admission(admin, group.id, now))
                        .as("told to the admin %s", admin)
                        .isEqualTo(PlainEyes.admission(group)));
    }

    private Set<String> found(UserId user) {
        Map<ConversationId, Membership> memberships = eyes.memberships(user);
        Finder finder = new Finder(memberships);
        Set<String> found = new TreeSet<>();
        followers.index().each(message -> {
            if (finder.finds(message.conversation(), message.seq())) {
                found.add(message.conversation() + " " + message.text());
            }
        });
        return found;
    }

    /**
     * A device that was away gets all that it lacks and nothing else, or is told to look for itself where that is too much.
     *
     * @param heads what it had
     */
    void ofTheMissed(UserId user, Map<ConversationId, Long> heads, Listener device) {
        assertThat(device.caughtUp()).as("%s is told that this is all", user).isTrue();
        Set<String> lacking = new TreeSet<>();
        for (PlainConversation each : conversations) {
            PlainGroup.Seat seat = each.group.seats.get(user);
            if (seat != null) {
                long had = heads.getOrDefault(each.group.id, -1L);
                long reset = device.resets().getOrDefault(each.group.id, had);
                long skipped = seat.witnessed.keySet().stream()
                        .filter(version -> version > had && version <= reset)
                        .count();
                assertThat(reset == had || skipped > Ears.MOST_MISSED)
                        .as("%s has to look for %s events", user, skipped)
                        .isTrue();
                lacking.addAll(PlainEyes.heard(each.group, seat, reset));
            }
        }
        assertThat(device.lines()).as("%s comes back with %s", user, heads).isEqualTo(lacking);
    }

    /** Of what is gone, there is no word left anywhere. */
    void ofWhatIsGone(String everything) {
        for (PlainConversation each : conversations) {
            for (PlainMessage message : each.messages) {
                if (message.gone != null) {
                    message.own()
                            .forEach(words -> assertThat(everything)
                                    .as("message %s of %s", message.seq, each.group.id)
                                    .doesNotContain(words));
                }
            }
        }
        people.all.keySet().stream()
                .filter(people::erased)
                .forEach(user -> assertThat(everything).as("name").doesNotContain("Name of " + user));
    }
}

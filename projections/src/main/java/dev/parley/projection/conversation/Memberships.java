package dev.parley.projection.conversation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.projection.conversation.MembershipsProjector.Belonging;
import dev.parley.projection.conversation.MembershipsProjector.Place;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Memberships in the view store: a document per person, in it a field per conversation that is read and written alone; and a conversation's
 * people in parts.
 */
final class Memberships implements Entries<Place, Belonging> {

    private static final int CONVERSATIONS_AT_ONCE = 50;

    private final ViewCollection persons;
    private final ViewCollection parts;

    Memberships(ViewGeneration generation) {
        this.persons = generation.collection(Views.MEMBERSHIPS);
        this.parts = generation.collection(Views.MEMBERS);
    }

    @Override
    public Map<Place, Belonging> load(Set<Place> keys) {
        Set<Place.Stay> stays = new HashSet<>();
        Map<String, Place.Part> wanted = new HashMap<>();
        for (Place key : keys) {
            switch (key) {
                case Place.Stay stay -> stays.add(stay);
                case Place.Part part -> wanted.put(part.toString(), part);
                case Place.Door door -> {
                    // what it becomes does not depend on what it was
                }
            }
        }
        Map<Place, Belonging> found = new HashMap<>();
        stays(stays).forEach((stay, membership) -> found.put(stay, new Belonging.OfPerson(membership)));
        for (Document document : parts.find(wanted.keySet(), null)) {
            MembersView people = StoredJson.view(document, MembersView.class);
            Place.Part part = wanted.get(people.key());
            if (part != null) {
                found.put(part, new Belonging.OfPart(people));
            }
        }
        return found;
    }

    /**
     * A few conversations at a time, with all the people who are asked for in any of them: some pairs nobody asked for, but one read for a
     * thousand people of one group, and no thousands of fields for each of thousands when as many groups begin at once.
     */
    private Map<Place.Stay, Membership> stays(Set<Place.Stay> stays) {
        List<Map.Entry<ConversationId, List<Place.Stay>>> all = List.copyOf(
                stays.stream().collect(groupingBy(Place.Stay::conversation)).entrySet());
        Map<Place.Stay, Membership> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += CONVERSATIONS_AT_ONCE) {
            List<Map.Entry<ConversationId, List<Place.Stay>>> some =
                    all.subList(from, Math.min(all.size(), from + CONVERSATIONS_AT_ONCE));
            Set<String> users = some.stream()
                    .flatMap(each -> each.getValue().stream())
                    .map(stay -> stay.user().toString())
                    .collect(toSet());
            List<String> fields =
                    some.stream().map(each -> field(each.getKey())).toList();
            for (Document document : persons.find(users, Projections.include(fields))) {
                if (document.containsKey("conversations")) {
                    MembershipsView view = StoredJson.view(document, MembershipsView.class);
                    view.conversations()
                            .forEach((conversation, membership) ->
                                    found.put(new Place.Stay(view.user(), conversation), membership));
                }
            }
        }
        return found;
    }

    /** The parts last: as long as one does not say that its group is over, the batch comes again and ends its memberships once more. */
    @Override
    public void save(Map<Place, Belonging> entries) {
        Map<Place.Stay, Membership> stays = new HashMap<>();
        Map<Place.Part, MembersView> people = new HashMap<>();
        Map<Place.Door, Belonging.OfDoor> doors = new HashMap<>();
        entries.forEach((key, entry) -> {
            if (key instanceof Place.Stay stay && entry instanceof Belonging.OfPerson person) {
                stays.put(stay, person.membership());
            } else if (key instanceof Place.Part part && entry instanceof Belonging.OfPart members) {
                people.put(part, members.people());
            } else if (key instanceof Place.Door door && entry instanceof Belonging.OfDoor asked) {
                doors.put(door, asked);
            }
        });
        write(stays);
        persons.write(doors.entrySet().stream()
                .map(each -> asking(each.getKey(), each.getValue().version()))
                .toList());
        people.forEach(this::endIfOver);
        parts.write(people.values().stream()
                .map(part -> ViewCollection.replaceOlder(part.key(), part.version(), part))
                .toList());
    }

    private void endIfOver(Place.Part part, MembersView people) {
        MembersView.Ending ending = people.ending();
        if (ending == null) {
            return;
        }
        Set<Place.Stay> lasting = new HashSet<>();
        for (UserId user : people.members().keySet()) {
            lasting.add(new Place.Stay(user, part.conversation()));
        }
        Map<Place.Stay, Membership> over = new HashMap<>();
        stays(lasting)
                .forEach((stay, membership) -> over.put(stay, membership.ended(ending.version(), ending.headSeq())));
        write(over);
    }

    private void write(Map<Place.Stay, Membership> memberships) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(memberships.size());
        memberships.forEach((stay, membership) -> {
            String field = field(stay.conversation());
            writes.add(ViewCollection.upsert(
                    ViewCollection.olderThan(stay.user().toString(), field + ".version", membership.version()),
                    Updates.combine(
                            Updates.set(field, StoredJson.document(membership)),
                            Updates.unset(asking(stay.conversation())))));
        });
        persons.write(writes);
    }

    /** A request that a later stay has settled, perhaps in the same batch, is none any more. */
    private static WriteModel<RawBsonDocument> asking(Place.Door door, @Nullable Long version) {
        String user = door.user().toString();
        String field = asking(door.conversation());
        return version == null
                ? new UpdateOneModel<>(Filters.eq("_id", user), Updates.unset(field))
                : ViewCollection.upsert(
                        ViewCollection.olderThan(user, field(door.conversation()) + ".version", version),
                        Updates.set(field, version));
    }

    private static String asking(ConversationId conversation) {
        return "asking." + conversation;
    }

    private static String field(ConversationId conversation) {
        return "conversations." + conversation;
    }
}

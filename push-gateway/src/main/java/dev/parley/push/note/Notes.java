package dev.parley.push.note;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.Position;
import dev.parley.edge.Caller;
import dev.parley.push.position.Place;
import dev.parley.push.position.Places;
import dev.parley.push.view.GatewayViews;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what people note for themselves: about conversations that they are in, and messages that they may see. */
@Component
class Notes {

    private final Places places;
    private final GatewayViews views;
    private final NoteLog log;
    private final HighestCleared cleared = new HighestCleared();

    Notes(Places places, GatewayViews views, NoteLog log) {
        this.places = places;
        this.views = views;
        this.log = log;
    }

    Mono<Void> change(Caller caller, ConversationId conversation, Mine mine) {
        Caller.Person self = caller.person(Permission.KEEP_NOTES);
        UserId user = self.user();
        return place(user, conversation)
                .flatMapMany(place -> Mono.zip(
                                views.position(user, conversation).map(Position::read), views.notes(user, conversation))
                        .flatMapIterable(known -> mine.notes(
                                place.headSeq(),
                                known.getT1(),
                                cleared.highest(
                                        user, conversation, known.getT2().clearedTo()),
                                Instant.now())))
                .concatMap(note -> take(self, conversation, note))
                .then();
    }

    /** An empty text is none any more. */
    Mono<Void> draft(Caller caller, ConversationId conversation, String text, @Nullable MessageId replyTo) {
        Caller.Person self = caller.person(Permission.KEEP_NOTES);
        UserId user = self.user();
        int length = text.codePointCount(0, text.length());
        if (length > Content.MAX_TEXT) {
            throw new InvalidInput(
                    "text", "A draft has at most " + Content.MAX_TEXT + " characters; this one has " + length + ".");
        }
        if (replyTo != null && !replyTo.conversation().equals(conversation)) {
            throw new InvalidInput("replyTo", "A reply stays in the conversation of what it answers.");
        }
        Note.Draft draft = text.isBlank() ? new Note.Draft(null, null) : new Note.Draft(text, replyTo);
        return place(user, conversation).then(Mono.defer(() -> take(self, conversation, draft)));
    }

    Mono<Void> favour(Caller caller, MessageId message) {
        Caller.Person self = caller.person(Permission.KEEP_NOTES);
        UserId user = self.user();
        return places.of(
                        user,
                        message.conversation(),
                        message.seq(),
                        place -> place.current() && place.headSeq() >= message.seq())
                .doOnNext(place -> place.requireVisible(message.seq()))
                .then(Mono.defer(() -> views.favourites(user)))
                .doOnNext(Notes::requireRoom)
                .then(Mono.defer(() -> take(self, message.conversation(), new Note.Favourite(message, true))));
    }

    /** Of whatever message: what one may not see any more one may still let go. */
    Mono<Void> unfavour(Caller caller, MessageId message) {
        Caller.Person self = caller.person(Permission.KEEP_NOTES);
        UserId user = self.user();
        return views.favourites(user)
                .filter(known -> known.has(message))
                .flatMap(known -> take(self, message.conversation(), new Note.Favourite(message, false)));
    }

    private static void requireRoom(FavouritesView known) {
        if (known.size() >= FavouritesView.MAX) {
            throw new CommandRefused(Reason.TOO_MANY, "Nobody has more than " + FavouritesView.MAX + " favourites.");
        }
    }

    private Mono<Place> place(UserId user, ConversationId conversation) {
        return places.of(user, conversation, Long.MAX_VALUE, Place::current).doOnNext(Place::requireCurrent);
    }

    private Mono<Void> take(Caller.Person self, ConversationId conversation, Note note) {
        NoteTaken taken = new NoteTaken(self.user(), conversation, note, Instant.now(), self.device());
        return log.append(taken).doOnSuccess(kept -> {
            if (note instanceof Note.Cleared(long toSeq)) {
                cleared.highest(self.user(), conversation, toSeq);
            }
        });
    }
}

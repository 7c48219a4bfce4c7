package dev.parley.command.contact;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.Contact;
import dev.parley.api.people.Contact.Direction;
import dev.parley.api.people.Contact.Request;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.view.ViewStore;
import dev.parley.command.view.ViewStoreSilent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what somebody has around them: friends, requests, blocks. It counts in the view of their contacts instead of in an aggregate of
 * theirs, which every command about any two people would have to lock, and which would grow to thousands of entries to keep one number.
 * So the bound may be passed by the few commands that the view does not know yet; and before a no the view has time to learn of the room
 * that was just made. Whoever asks takes the place that a yes will need, on both sides: a yes is never refused.
 */
final class ContactRoomPolicy implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final Logger log = LoggerFactory.getLogger(ContactRoomPolicy.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    /** Whoever asks for what is full makes us wait, and must not keep others from what is not. */
    private final Semaphore waiting = new Semaphore(16);

    private final ViewStore views;
    private final PeopleRules rules;
    private final Clock clock;

    ContactRoomPolicy(ViewStore views, PeopleRules rules, Clock clock) {
        this.views = views;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        try {
            switch (command.getPayload()) {
                case RequestFriendship ask -> requireRoomToAsk(sender(command), ask.to());
                case BlockPerson block -> requireRoomToBlock(sender(command), block.other());
                default -> {
                    // takes no room
                }
            }
        } catch (ViewStoreSilent silent) {
            // Deciding goes on without the views; the bound holds again once they are back.
            log.warn("Nobody's contacts were counted: {}", silent.getMessage());
        }
        return chain.proceed();
    }

    private static UserId sender(CommandMessage<?> command) {
        return UserId.of(String.valueOf(command.getMetaData().get(CommandMetadata.SENDER)));
    }

    private void requireRoomToAsk(UserId asking, UserId asked) {
        Contact between = contacts(asking).get(asked);
        if (between != null && (between.friendsSince() != null || open(between.request()))) {
            return; // that place is taken already, by the two of them
        }
        requireSoon(
                () -> near(asking) < rules.maxFriends(), "You have as many friends and requests", rules.maxFriends());
        requireSoon(
                () -> requests(asking, Direction.OUT) < rules.maxRequests(),
                "You have as many requests open",
                rules.maxRequests());
        requireSoon(
                () -> requests(asked, Direction.IN) < rules.maxRequests() && near(asked) < rules.maxFriends(),
                "This person has as many requests open",
                rules.maxRequests());
    }

    private void requireRoomToBlock(UserId blocking, UserId other) {
        Contact between = contacts(blocking).get(other);
        if (between == null || between.blockedAt() == null) {
            requireSoon(
                    () -> count(blocking, contact -> contact.blockedAt() != null) < rules.maxBlocks(),
                    "You have blocked as many people",
                    rules.maxBlocks());
        }
    }

    private long near(UserId user) {
        return count(user, contact -> contact.friendsSince() != null || open(contact.request()));
    }

    private long requests(UserId user, Direction direction) {
        return count(user, contact -> {
            Request request = contact.request();
            return request != null && request.direction() == direction && open(request);
        });
    }

    private boolean open(@Nullable Request request) {
        Instant now = clock.instant();
        return request != null && request.expiresAt().isAfter(now);
    }

    private long count(UserId user, Predicate<Contact> which) {
        return contacts(user).values().stream().filter(which).count();
    }

    private Map<UserId, Contact> contacts(UserId user) {
        return views.find(Views.CONTACTS, user, ContactsView.class)
                .map(ContactsView::contacts)
                .orElse(Map.of());
    }

    private void requireSoon(BooleanSupplier room, String sentence, int limit) {
        if (room.getAsBoolean()) {
            return;
        }
        if (!waiting.tryAcquire()) {
            throw new CommandRefused(Reason.RETRY_LATER, "Too many people wait for room; try again in a moment.");
        }
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                Thread.sleep(GLANCE);
                if (room.getAsBoolean()) {
                    return;
                }
            }
            throw new CommandRefused(Reason.TOO_MANY, sentence + " as there may be: " + limit + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(Reason.RETRY_LATER, "The server is stopping; try again in a moment.");
        } finally {
            waiting.release();
        }
    }
}

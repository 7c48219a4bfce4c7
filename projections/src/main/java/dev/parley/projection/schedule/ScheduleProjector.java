package dev.parley.projection.schedule;

import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageCancelled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleView;
import dev.parley.api.schedule.ScheduleView.Item;
import dev.parley.api.schedule.ScheduleView.Refusal;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What everybody plans to say. What was said is found where it was said, what was refused only here, the last few of it. */
final class ScheduleProjector implements Projector<UserId, ScheduleView> {

    /** With a hundred that wait, the document stays below what a view store takes. */
    private static final int MOST_REFUSED = 10;

    @Override
    public String name() {
        return Projectors.SCHEDULES;
    }

    @Override
    public List<Source<UserId, ScheduleView>> sources() {
        return List.of(Source.inOrder(Topic.SCHEDULE_EVENTS, ScheduleEvent.class, ScheduleProjector::on));
    }

    private static List<Change<UserId, ScheduleView>> on(Received<ScheduleEvent> received) {
        return List.of(new Change<>(received.event().by(), before -> {
            List<Item> items = before == null ? List.of() : before.items();
            return new ScheduleView(
                    received.event().by(), step(received.event()).apply(items), received.version());
        }));
    }

    private static UnaryOperator<List<Item>> step(ScheduleEvent event) {
        return switch (event) {
            case MessageScheduled planned -> items -> sorted(Stream.concat(items.stream(), Stream.of(item(planned))));
            case ScheduledMessageCancelled cancelled -> items -> without(cancelled, items);
            case ScheduledMessageSent sent -> items -> without(sent, items);
            case ScheduledMessageRefused refused ->
                items ->
                        bounded(items.stream().map(item -> after(refused, item)).toList());
        };
    }

    private static Item item(MessageScheduled planned) {
        return new Item(
                planned.item(),
                planned.conversation(),
                planned.content(),
                planned.replyTo(),
                planned.mentions(),
                planned.mentionsEveryone(),
                planned.dueAt(),
                planned.at(),
                null);
    }

    private static List<Item> without(ScheduleEvent event, List<Item> items) {
        return items.stream().filter(item -> !item.item().equals(event.item())).toList();
    }

    private static Item after(ScheduledMessageRefused refused, Item item) {
        return !item.item().equals(refused.item())
                ? item
                : new Item(
                        item.item(),
                        item.conversation(),
                        item.content(),
                        item.replyTo(),
                        item.mentions(),
                        item.mentionsEveryone(),
                        item.dueAt(),
                        item.at(),
                        new Refusal(refused.reason(), refused.detail(), refused.at()));
    }

    private static List<Item> bounded(List<Item> items) {
        List<Item> bounded = new ArrayList<>(items);
        long tooMany = items.stream().filter(item -> item.refused() != null).count() - MOST_REFUSED;
        for (long i = 0; i < tooMany; i++) {
            bounded.remove(bounded.stream()
                    .filter(item -> item.refused() != null)
                    .findFirst()
                    .orElseThrow());
        }
        return bounded;
    }

    private static List<Item> sorted(Stream<Item> items) {
        return items.sorted(Comparator.comparing(Item::dueAt).thenComparing(Item::item))
                .toList();
    }
}

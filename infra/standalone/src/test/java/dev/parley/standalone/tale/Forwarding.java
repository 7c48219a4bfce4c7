package dev.parley.standalone.tale;

import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.standalone.tale.PlainGroup.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.NamedIds;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.query.forward.Forwarder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody passes on what was said, one by one or as one, from wherever they like. */
final class Forwarding {

    private final Chance chance;
    private final Stage stage;
    private final Forwarder forwarder;
    private int keys;

    Forwarding(Chance chance, Stage stage) {
        this.chance = chance;
        this.stage = stage;
        this.forwarder = new Forwarder(stage.followers.eyes().readable(), stage.door.gateway(() -> {}));
    }

    void happen(UserId by) {
        List<PlainConversation> all = List.copyOf(stage.conversations.values());
        Set<MessageId> messages = new LinkedHashSet<>();
        PlainConversation from = chance.any(all);
        for (int number = 1 + chance.below(3); number > 0; number--) {
            from = chance.oneIn(4) ? chance.any(all) : from;
            messages.add(new MessageId(from.group.id, 1L + chance.below(from.messages.size() + 1)));
        }
        Set<ConversationId> to = new LinkedHashSet<>(List.of(chance.any(all).group.id, chance.any(all).group.id));
        String title = chance.oneIn(3) ? "Title" : null;
        String key = "forward " + keys++;
        stage.told.add(by + " passes on " + messages + " to " + to + (title == null ? "" : " as one") + " by " + key);
        for (int times = chance.oneIn(3) ? 2 : 1; times > 0; times--) {
            List<String> expected = expected(by, List.copyOf(messages), to, title, key);
            assertThat(forwarder.forward(
                            stage.followers.eyes().caller(by), List.copyOf(messages), List.copyOf(to), title, key))
                    .as("%s", stage.told.getLast())
                    .isEqualTo(expected);
            stage.publish();
        }
    }

    private List<String> expected(
            UserId by, List<MessageId> messages, Set<ConversationId> to, @Nullable String title, String key) {
        List<PlainMessage> originals;
        try {
            originals = readable(by, messages);
        } catch (PlainGroup.No no) {
            return List.of(no.reason.name());
        }
        List<SendMessage> said = said(originals, title);
        return to.stream().map(target -> sent(by, target, said, key)).toList();
    }

    /** All of them, or none; of several things that are wrong, the first is told. */
    private List<PlainMessage> readable(UserId by, List<MessageId> messages) {
        Set<ConversationId> from = new LinkedHashSet<>();
        messages.forEach(each -> from.add(each.conversation()));
        for (ConversationId each : from) {
            PlainConversation conversation = stage.conversations.get(each);
            conversation.group.requireMember(by);
            List<MessageId> here = messages.stream()
                    .filter(message -> message.conversation().equals(each))
                    .toList();
            here.forEach(message -> require(
                    message.seq() <= conversation.messages.size()
                            && conversation.group.seats.get(by).sees(message.seq()),
                    NOT_FOUND));
            here.forEach(message -> require(conversation.message(message).gone == null, GONE));
        }
        return messages.stream()
                .map(each -> stage.conversations.get(each.conversation()).message(each))
                .toList();
    }

    /** To nowhere yet. */
    private List<SendMessage> said(List<PlainMessage> originals, @Nullable String title) {
        originals.forEach(each -> each.passedOn = true);
        if (title == null) {
            return originals.stream()
                    .map(each -> message(
                            each.content,
                            each.forwarded == null ? new Forwarded(each.sender, each.at) : each.forwarded))
                    .toList();
        }
        List<Content.Merged.Item> items = originals.stream()
                .map(each -> new Content.Merged.Item(each.sender, each.at, each.content))
                .toList();
        return List.of(message(new Content.Merged(title, items), null));
    }

    private static SendMessage message(Content content, @Nullable Forwarded forwarded) {
        return new SendMessage(
                ConversationId.of("00000000-0000-7000-8000-000000000000"),
                null,
                content,
                null,
                List.of(),
                false,
                null,
                null,
                forwarded);
    }

    private String sent(UserId by, ConversationId target, List<SendMessage> said, String key) {
        List<Long> seqs = new ArrayList<>();
        Reason no = null;
        for (int index = 0; index < said.size() && no == null; index++) {
            SendMessage each = said.get(index);
            SendMessage there = new SendMessage(
                    target,
                    NamedIds.uuid("forward:" + key + ":" + index).toString(),
                    each.content(),
                    null,
                    List.of(),
                    false,
                    null,
                    null,
                    each.forwarded());
            try {
                seqs.add(stage.said(there, by).seq());
            } catch (PlainGroup.No refusal) {
                no = refusal.reason;
            }
        }
        return target + " " + seqs + " " + no;
    }
}

package dev.parley.standalone.tale;

import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What somebody should see, in the same lines of text as what they do. */
final class PlainEyes {

    private final Collection<PlainConversation> conversations;
    private final UserId user;

    PlainEyes(Collection<PlainConversation> conversations, UserId user) {
        this.conversations = conversations;
        this.user = user;
    }

    /** Those they are in and have not hidden: what they pinned, then the one in which something happened last. */
    List<String> list() {
        return conversations.stream()
                .filter(each -> each.group.has(user))
                .filter(each -> each.group.seats.get(user).hidden < each.messages.size())
                .sorted(Comparator.<PlainConversation>comparingInt(each -> each.group.seats.get(user).pinned ? 0 : 1)
                        .thenComparing(each -> each.group.activeAt, Comparator.reverseOrder())
                        .thenComparing(each -> each.group.id.toString(), Comparator.reverseOrder()))
                .map(this::line)
                .toList();
    }

    /** Unread is what others said since they came and behind what they have read, as long as they can read it. */
    private String line(PlainConversation conversation) {
        PlainGroup group = conversation.group;
        PlainGroup.Seat seat = group.seats.get(user);
        List<PlainMessage> unread = conversation.messages.stream()
                .filter(message -> message.seq > seat.came && message.seq > seat.read && seat.sees(message.seq))
                .filter(message -> message.gone == null && !message.sender.equals(user))
                .toList();
        Long mention = unread.stream()
                .filter(message -> message.mentions(user))
                .map(message -> message.seq)
                .findFirst()
                .orElse(null);
        return group.id + (seat.pinned ? ", pinned: " : ": ") + group.members().size() + " members, version "
                + group.version() + ", " + conversation.messages.size() + " said, " + unread.size()
                + " unread, first mention " + mention + ", last " + last(conversation, seat);
    }

    private static String last(PlainConversation conversation, PlainGroup.Seat seat) {
        if (conversation.messages.isEmpty() || !seat.sees(conversation.messages.size())) {
            return "nothing";
        }
        PlainMessage last = conversation.messages.getLast();
        return last.seq + " " + (last.gone == null ? last.text() : last.gone);
    }

    List<String> history(PlainConversation conversation) {
        PlainGroup.Seat seat = conversation.group.seats.get(user);
        List<String> lines = new ArrayList<>();
        for (PlainMessage message : conversation.messages.reversed()) {
            if (seat.sees(message.seq)) {
                lines.add(line(message, conversation, seat));
            }
        }
        return lines;
    }

    private static String line(PlainMessage message, PlainConversation conversation, PlainGroup.Seat seat) {
        if (message.gone != null) {
            return message.seq + " " + message.sender + " gone" + (message.gone.equals("EXPIRED") ? " by itself" : "");
        }
        String answer = "";
        if (message.replyTo > 0) {
            PlainMessage answered = conversation.message(new MessageId(conversation.group.id, message.replyTo));
            boolean readable = seat.sees(answered.seq) && answered.gone == null;
            answer = " answers " + answered.seq + " " + (readable ? answered.text() : null);
        }
        Map<String, List<UserId>> reactions = new TreeMap<>();
        message.reactions.forEach((emoji, users) -> reactions.put(emoji, List.copyOf(users)));
        return message.seq + " " + message.sender + " " + message.text() + " " + message.mentions
                + (message.everyone ? " everybody" : "") + " " + reactions + (message.pinned ? " pinned" : "")
                + (message.texts.size() == 1 ? "" : " edition " + message.texts.size()) + answer
                + (message.forwarded == null ? "" : " once said by " + message.forwarded);
    }

    /** Of those who are in it now and can read it, the sender aside. */
    static String readers(PlainConversation conversation, PlainMessage message) {
        PlainGroup group = conversation.group;
        List<UserId> audience = group.members().stream()
                .filter(member -> !member.equals(message.sender) && group.seats.get(member).readsAfter < message.seq)
                .toList();
        List<UserId> readers = audience.stream()
                .filter(member -> group.seats.get(member).read >= message.seq)
                .sorted()
                .toList();
        return readers.size() + " of " + audience.size() + " " + readers;
    }

    /** Everybody's role, what they are called there, and whether they may not speak. */
    static Map<String, String> people(PlainGroup group) {
        Map<String, String> people = new TreeMap<>();
        group.members()
                .forEach(member -> people.put(
                        member.toString(),
                        group.role(member) + " " + group.nicknames.getOrDefault(member, "")
                                + (group.muted(member) ? " muted" : "")));
        return people;
    }

    /** Who wants in, who may not, and by which links they may; for admins. */
    static String admission(PlainGroup group) {
        return "waiting " + new TreeSet<>(group.waiting) + ", banned " + new TreeSet<>(group.banned) + ", invited by "
                + group.invitations.good();
    }

    /** In a conversation that they are in they find what they can read and has words left. */
    Set<String> found() {
        Set<String> found = new TreeSet<>();
        for (PlainConversation each : conversations) {
            if (each.group.has(user)) {
                each.messages.stream()
                        .filter(message -> message.gone == null
                                && each.group.seats.get(user).sees(message.seq))
                        .forEach(message -> found.add(each.group.id + " " + message.text()));
            }
        }
        return found;
    }

    Set<String> heard() {
        Set<String> heard = new TreeSet<>();
        for (PlainConversation each : conversations) {
            PlainGroup.Seat seat = each.group.seats.get(user);
            if (seat != null) {
                heard.addAll(heard(each.group, seat, -1));
            }
        }
        return heard;
    }

    /** What happened behind that version while they were there. */
    static Set<String> heard(PlainGroup group, PlainGroup.Seat seat, long behind) {
        Set<String> heard = new TreeSet<>();
        seat.witnessed.forEach((version, event) -> {
            if (version > behind) {
                heard.add("%s %04d %s".formatted(group.id, version, event));
            }
        });
        return heard;
    }
}

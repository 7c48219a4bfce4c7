package dev.parley.demo;

import static dev.parley.demo.Expect.refused;
import static dev.parley.demo.Expect.same;
import static dev.parley.demo.Expect.that;
import static dev.parley.demo.client.Person.random;

import dev.parley.client.Incoming;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What three people live through in their first minute with Parley. Ana and Ben are online through the client library, Chen uses REST alone.
 * All three are new people each time, so the story can be told again on the same data.
 */
final class Story {

    private static final String CHINESE = "今天发布v2.1版本，请大家测试";
    private static final String ENGLISH = "The rollout has finished without surprises";
    private static final String AFTER_THE_KICK = "Between the two of us: the next codename is zanzibar";

    private final FrontDoor door;
    private final Narrator narrator;

    Story(FrontDoor door, Narrator narrator) {
        this.door = door;
        this.narrator = narrator;
    }

    void tell() {
        List<Person> people = narrator.stepTo(
                "Ana, Ben and Chen register and sign in",
                () -> List.of(
                        Person.newcomer(door, "Ana"), Person.newcomer(door, "Ben"), Person.newcomer(door, "Chen")));
        Person ana = people.get(0);
        Person ben = people.get(1);
        Person chen = people.get(2);

        List<Device> online = narrator.stepTo(
                "Ana and Ben come online through WebSocket; Chen uses REST alone",
                () -> List.of(Device.online(ana), Device.online(ben)));
        try (Device anasLine = online.get(0);
                Device bensLine = online.get(1)) {
            String group = group(ana, ben, chen, anasLine, bensLine);
            talk(group, anasLine, bensLine);
            read(group, chen, anasLine);
            writeByRest(group, chen, anasLine, bensLine);
            retry(group, ana, anasLine, bensLine);
            find(group, chen, anasLine, bensLine);
            Accepted secret = kick(group, ana, ben, chen, anasLine, bensLine);
            writeToOne(group, ana, ben, anasLine, bensLine);
            nothingMoreFor(group, ben, chen, bensLine);
            agree(group, secret, ana, chen);
        }
    }

    private String group(Person ana, Person ben, Person chen, Device anasLine, Device bensLine) {
        return narrator.stepTo("Ana makes the group \"Release crew\" with Ben and Chen; both lines hear of it", () -> {
            Changed made = ana.rest().createGroup("Release crew", ben.user(), chen.user());
            for (Device line : List.of(anasLine, bensLine)) {
                Incoming.Event created = line.awaitEvent(made.conversation(), "ConversationCreated")
                        .event();
                same("the version of the first event", 0L, created.version());
            }
            return made.conversation();
        });
    }

    private void talk(String group, Device anasLine, Device bensLine) {
        narrator.step("Ana speaks through WebSocket and Ben hears it", () -> {
            long start = System.nanoTime();
            Accepted accepted = anasLine.say(group, random(), "Good morning, crew");
            long durable = System.nanoTime();
            Device.Heard heard = bensLine.awaitMessage(group, "Good morning, crew");
            same("the first message's seq", 1L, accepted.seq());
            same(
                    "the message id that Ben hears",
                    accepted.message(),
                    heard.event().data().path("message").asString());
            narrator.note(String.format(
                    Locale.ROOT,
                    "durable for Ana after %.1f ms, heard by Ben after %.1f ms",
                    (durable - start) / 1e6,
                    (heard.nanos() - start) / 1e6));
        });
        narrator.step("Ben answers and Ana hears it", () -> {
            bensLine.say(group, random(), "Good morning, Ana");
            anasLine.awaitMessage(group, "Good morning, Ana");
        });
    }

    private void read(String group, Person chen, Device anasLine) {
        narrator.step("Chen, who was away, has 2 unread messages", () -> awaitUnread(chen, group, 2));
        narrator.step("Chen reads both: none is unread, and Ana sees how far Chen has read", () -> {
            chen.rest().read(group, 2);
            awaitUnread(chen, group, 0);
            anasLine.await(
                    "Chen's read position 2",
                    what -> what instanceof Incoming.Position position
                            && position.conversation().equals(group)
                            && position.user().equals(chen.user())
                            && position.read() == 2);
        });
    }

    private void writeByRest(String group, Person chen, Device anasLine, Device bensLine) {
        narrator.step("Chen writes by REST; Ana and Ben hear it", () -> {
            Accepted accepted = chen.rest().say(group, random(), "I am here, too");
            same("the third message's seq", 3L, accepted.seq());
            anasLine.awaitMessage(group, "I am here, too");
            bensLine.awaitMessage(group, "I am here, too");
        });
    }

    private void retry(String group, Person ana, Device anasLine, Device bensLine) {
        String clientId = random();
        narrator.step("Ana's device sends the same message three times; everybody gets it once", () -> {
            Accepted first = anasLine.say(group, clientId, "Did this arrive?");
            same("the answer to the second try", first, anasLine.say(group, clientId, "Did this arrive?"));
            same("the answer to the third try, by REST", first, ana.rest().say(group, clientId, "Did this arrive?"));
            Accepted next = anasLine.say(group, random(), "It did");
            same("the next message's seq", first.seq() + 1, next.seq());
            bensLine.awaitMessage(group, "It did");
            that(
                    "one event for the three tries",
                    heardTexts(bensLine, group),
                    texts -> texts.stream().filter("Did this arrive?"::equals).count() == 1);
        });
        narrator.step("The same clientId with other words is a CONFLICT, by WebSocket and by REST", () -> {
            refused(0, "CONFLICT", () -> anasLine.say(group, clientId, "Something else"));
            refused(409, "CONFLICT", () -> ana.rest().say(group, clientId, "Something else"));
        });
    }

    private void find(String group, Person chen, Device anasLine, Device bensLine) {
        anasLine.say(group, random(), CHINESE);
        bensLine.say(group, random(), ENGLISH);
        narrator.step("Chen searches for 发布 and finds \"" + CHINESE + "\"", () -> search(chen, group, "发布", CHINESE));
        narrator.step(
                "Chen searches for \"rollout\" and finds \"" + ENGLISH + "\"",
                () -> search(chen, group, "rollout", ENGLISH));
    }

    private void search(Person person, String group, String word, String text) {
        var page = Eventually.see(
                "one hit for " + word,
                () -> person.rest().search(word),
                hits -> hits.items().size() == 1);
        var hit = page.items().getFirst();
        same("the conversation of the hit", group, hit.conversation());
        same("the text of the hit", text, hit.unmarked());
        that(
                "highlights that mark " + word,
                hit.highlights(),
                marked -> String.join("", marked).contains("<em>"));
        narrator.note("highlighted: " + String.join(" … ", hit.highlights()));
    }

    private Accepted kick(String group, Person ana, Person ben, Person chen, Device anasLine, Device bensLine) {
        narrator.step("Ana removes Ben from the group; Ben still hears that", () -> {
            ana.rest().kick(group, ben.user());
            bensLine.awaitEvent(group, "MemberKicked");
            anasLine.awaitEvent(group, "MemberKicked");
        });
        return narrator.stepTo("Ana goes on talking and Chen reads it", () -> {
            Accepted accepted = anasLine.say(group, random(), AFTER_THE_KICK);
            List<Message> newest = chen.rest()
                    .history(group, "limit", "1", "minVersion", Long.toString(accepted.version()))
                    .items();
            same("the newest message's text", AFTER_THE_KICK, newest.getFirst().said());
            return accepted;
        });
    }

    private void writeToOne(String group, Person ana, Person ben, Device anasLine, Device bensLine) {
        narrator.step("Ana writes to Ben alone, knowing nothing but who Ben is, and Ben answers", () -> {
            anasLine.sayTo(ben.user(), random(), "No hard feelings?");
            Incoming.Event heard = bensLine.await(
                            "Ana's direct message",
                            what -> what instanceof Incoming.Event event
                                    && event.text().equals("No hard feelings?"))
                    .event();
            String direct = heard.conversation();
            that("a conversation of its own", direct, conversation -> !conversation.equals(group));
            same("the sender", ana.user(), String.valueOf(heard.by()));
            bensLine.say(direct, random(), "None at all");
            anasLine.awaitMessage(direct, "None at all");
            same(
                    "the direct conversation, asked for by REST",
                    direct,
                    ana.rest().direct(ben.user()).conversation());
        });
    }

    private void nothingMoreFor(String group, Person ben, Person chen, Device bensLine) {
        narrator.step(
                "Ben's line has heard nothing of the group after being removed",
                () -> same(
                        "Ben's last event",
                        "MemberKicked",
                        bensLine.events(group).getLast().name()));
        narrator.step("Ben may neither read nor write there any more: 403 NOT_A_MEMBER", () -> {
            refused(403, "NOT_A_MEMBER", () -> ben.rest().say(group, random(), "Hello?"));
            refused(0, "NOT_A_MEMBER", () -> bensLine.say(group, random(), "Hello?"));
            Expect.eventuallyRefused(403, "NOT_A_MEMBER", () -> ben.rest().history(group));
        });
        narrator.step("Chen's search finds the newest words, Ben's finds nothing of the group, old or new", () -> {
            Eventually.see(
                    "one hit",
                    () -> chen.rest().search("zanzibar"),
                    hits -> hits.items().size() == 1);
            for (String word : List.of("zanzibar", "rollout", "发布")) {
                Eventually.see(
                        "no hit for " + word,
                        () -> ben.rest().search(word),
                        hits -> hits.items().isEmpty());
            }
        });
    }

    private void agree(String group, Accepted last, Person ana, Person chen) {
        narrator.step("Ana and Chen see the same history, without gaps", () -> {
            List<Message> anas = history(ana, group, last);
            same("Chen's history", anas, history(chen, group, last));
            same(
                    "the numbers of the messages",
                    LongStream.rangeClosed(1, last.seq()).boxed().toList(),
                    anas.stream().map(Message::seq).toList());
        });
        narrator.step("Unread counts agree with the history: none for Ana, the last 5 for Chen", () -> {
            awaitUnread(ana, group, 0);
            awaitUnread(chen, group, 5);
            Conversation chens = inList(chen, group);
            long counted = history(chen, group, last).stream()
                    .filter(message -> message.seq() > chens.readSeq())
                    .filter(message -> !message.sender().equals(chen.user()))
                    .count();
            same("Chen's unread count, counted by hand", counted, chens.unread());
        });
    }

    private static List<Message> history(Person person, String group, Accepted last) {
        return person.rest()
                .history(group, "after", "0", "limit", "100", "minVersion", Long.toString(last.version()))
                .items();
    }

    private static void awaitUnread(Person person, String group, long unread) {
        Eventually.see(
                unread + " unread for " + person,
                () -> person.rest().conversations(),
                list -> list.items().stream()
                        .anyMatch(item -> item.conversation().equals(group) && item.unread() == unread));
    }

    private static Conversation inList(Person person, String group) {
        return person.rest().conversations().items().stream()
                .filter(item -> item.conversation().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> heardTexts(Device line, String group) {
        return line.events(group).stream().map(Incoming.Event::text).toList();
    }
}

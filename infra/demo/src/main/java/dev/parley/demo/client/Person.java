package dev.parley.demo.client;

import dev.parley.demo.client.Answers.Session;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Somebody who has an account and is signed in on one device. Every newcomer has a user name that nobody had before. */
public record Person(String name, String username, String password, Session session, ParleyClient rest) {

    /** Registers and signs in. {@code name} is what others see. */
    public static Person newcomer(FrontDoor door, String name) {
        ParleyClient anybody = ParleyClient.of(door);
        String username = name.toLowerCase(Locale.ROOT) + "-" + random().substring(0, 12);
        String password = random();
        anybody.register(username, password, username + "@example.org", name);
        return signedIn(anybody, name, username, password, name + "'s first device");
    }

    private static Person signedIn(ParleyClient anybody, String name, String username, String password, String device) {
        Session session = anybody.signIn(username, password, device);
        return new Person(name, username, password, session, anybody.withToken(session.accessToken()));
    }

    /** The same person, signed in on one more device. */
    public Person onAnotherDevice() {
        return at(rest.door());
    }

    /** The same person, signed in again, perhaps at another address of the same product. */
    public Person at(FrontDoor door) {
        return signedIn(ParleyClient.of(door), name, username, password, name + "'s device");
    }

    public String user() {
        return session.user();
    }

    /** Comes online and asks for nothing yet: events are held back until {@code resume}, or for a second. */
    public LiveConnection connect() {
        LiveConnection connection = LiveConnection.open(rest.door());
        connection.authenticate(session.accessToken());
        return connection;
    }

    /** Comes online and has heard everything that it may hear. */
    public LiveConnection online() {
        LiveConnection connection = connect();
        connection.resume(Map.of());
        return connection;
    }

    /** A fresh idempotency key. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public String toString() {
        return name;
    }
}

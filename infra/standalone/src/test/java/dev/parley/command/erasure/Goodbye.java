package dev.parley.command.erasure;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.people.UserId;
import dev.parley.command.view.ViewStore;
import dev.parley.command.view.ViewStoreSilent;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The farewell to somebody erased, with views that catch up when they are told to. */
public final class Goodbye {

    private Goodbye() {}

    public static void to(UserId erased, CommandGateway commands, MongoDatabase views, Runnable catchUp)
            throws InterruptedException {
        try (ViewStore store = new ViewStore(views)) {
            Farewell farewell = new Farewell(commands, store, catchUp::run);
            for (boolean said = false; !said; ) {
                said = say(farewell, erased);
            }
        }
    }

    /** Of a store that is too busy to answer it is asked again, as {@link Farewells} does. */
    private static boolean say(Farewell farewell, UserId erased) throws InterruptedException {
        try {
            farewell.to(erased);
            return true;
        } catch (ViewStoreSilent busy) {
            return false;
        }
    }
}

package dev.parley.query;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;

/** Watches what the service asks of the view store, and remembers each read that is not by {@code _id}. */
final class ReadsByIds implements CommandListener {

    private static final Set<String> OF_WHOLE_VIEWS = Set.of("aggregate", "count", "distinct");

    private final List<String> others = new CopyOnWriteArrayList<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        boolean scans = event.getCommandName().equals("find")
                ? !command.getDocument("filter", new BsonDocument()).containsKey("_id")
                : OF_WHOLE_VIEWS.contains(event.getCommandName());
        if (scans) {
            others.add(command.toJson());
        }
    }

    List<String> others() {
        return others;
    }
}

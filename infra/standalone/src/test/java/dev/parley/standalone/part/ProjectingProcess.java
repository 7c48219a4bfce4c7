package dev.parley.standalone.part;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.runtime.Discarded;
import dev.parley.projection.runtime.KafkaClients;
import dev.parley.projection.runtime.ProjectionStatus;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Shelf;
import dev.parley.viewstore.ViewStoreServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The embedded view store and the projectors of conversations on it: here, or as a process of its own that can be killed. */
final class ProjectingProcess implements AutoCloseable {

    private static final String DATABASE = "parley";
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final ViewStoreServer store;
    private final MongoClient client;
    private final Projections projections;

    ProjectingProcess(Path directory, String kafka) {
        store = new ViewStoreServer(directory.resolve("views"), "test", directory.resolve("native"));
        client = MongoClients.create(store.uri(DATABASE));
        List<Shelf> all = new ArrayList<>(ConversationProjections.in(database()));
        all.add(PositionProjections.in(database()));
        projections = new Projections(
                all, KafkaClients.at(kafka), Discarded.NOTHING, new SimpleMeterRegistry(), Clock.systemUTC());
        projections.start();
    }

    MongoDatabase database() {
        return client.getDatabase(DATABASE);
    }

    List<ProjectionStatus> statuses() {
        return projections.statuses();
    }

    /** Says after each bit of work how many records it has read. It also ends when whoever started it does. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ProjectingProcess process = new ProjectingProcess(Path.of(arguments[0]), arguments[1])) {
            Thread.ofPlatform().daemon().start(() -> {
                long told = 0;
                while (true) {
                    long read = process.statuses().stream()
                            .flatMap(status -> status.positions().values().stream())
                            .mapToLong(Long::longValue)
                            .sum();
                    if (read > told) {
                        told = read;
                        System.out.println(read);
                    }
                    LockSupport.parkNanos(GLANCE.toNanos());
                }
            });
            int _ = System.in.read();
        }
    }

    @Override
    public void close() {
        projections.stop();
        client.close();
        store.close();
    }
}

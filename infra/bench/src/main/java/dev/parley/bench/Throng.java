package dev.parley.bench;

import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.RefusedByServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** People who do nothing but be in groups. */
final class Throng {

    /** More would only wait for the processors that hash passwords. */
    private static final int AT_ONCE = 4;

    private static final int ATTEMPTS = 100;

    private Throng() {}

    /** @param file of people from before, who are taken first, and where new ones are added; null = all are new */
    static List<String> of(int count, FrontDoor door, @Nullable Path file) throws IOException, InterruptedException {
        List<String> known = file == null || !Files.exists(file) ? List.of() : Files.readAllLines(file);
        List<String> people = new ArrayList<>(known.subList(0, Math.min(count, known.size())));
        List<String> newcomers = registered(count - people.size(), ParleyClient.of(door));
        if (file != null) {
            Files.write(file, newcomers, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        people.addAll(newcomers);
        return people;
    }

    private static List<String> registered(int count, ParleyClient anybody) throws InterruptedException {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(() -> register(anybody));
        }
        List<String> users = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<String> user : threads.invokeAll(all)) {
                users.add(user.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Somebody could not be registered: " + e.getCause(), e);
        }
        return users;
    }

    private static String register(ParleyClient anybody) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            String name = "t" + Person.random().replace("-", "").substring(0, 20);
            try {
                return anybody.register(name, "correct horse " + name, name + "@example.org", name)
                        .user();
            } catch (RefusedByServer refused) {
                if (attempt == ATTEMPTS) {
                    throw refused;
                }
                Thread.sleep(200);
            }
        }
    }
}

package dev.parley.auth;

import dev.parley.api.people.PersonCommand;
import dev.parley.api.people.PersonCommand.ChangeProfile;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.auth.session.RevocationTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/**
 * A command side and a topic of revocations that outlive their process: what they took is a line of a file. They decide as the real ones
 * do, and take a moment for it, so that a kill has something to come between.
 */
final class Ledger implements RevocationTopic {

    private static final long LONGEST_THOUGHT_NANOS = 15_000_000;

    private final Path file;
    private final FileChannel lines;
    private final Map<UserId, Long> editions = new HashMap<>();

    Ledger(Path file) {
        this.file = file;
        try {
            this.lines = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        said("registered").forEach(words -> editions.put(UserId.of(words[1]), 0L));
        said("profile").forEach(words -> editions.put(UserId.of(words[1]), Long.valueOf(words[2])));
    }

    CommandGateway gateway() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(RegisterPerson.class.getName(), this::handle);
        bus.subscribe(ChangeProfile.class.getName(), this::handle);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    /** The events of this kind, word by word, in their order. */
    List<String[]> said(String kind) {
        try (Stream<String> all = Files.lines(file)) {
            return all.map(line -> line.split(" ", 4))
                    .filter(words -> words[0].equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void publish(List<Revocation> revocations) {
        think();
        for (Revocation revocation : revocations) {
            if (revocation instanceof SessionEnded ended) {
                write("ended " + ended.session());
            }
        }
    }

    private Object handle(CommandMessage<?> message) {
        PersonCommand command = (PersonCommand) message.getPayload();
        think();
        synchronized (editions) {
            decide(command);
        }
        think();
        return command.person();
    }

    private void decide(PersonCommand command) {
        if (command instanceof RegisterPerson register && !editions.containsKey(register.person())) {
            write("registered " + register.person() + " " + register.username());
            editions.put(register.person(), 0L);
        }
        if (command instanceof ChangeProfile change && change.edition() > editions.get(change.person())) {
            write("profile " + change.person() + " " + change.edition() + " "
                    + change.profile().displayName());
            editions.put(change.person(), change.edition());
        }
    }

    private void write(String line) {
        try {
            lines.write(StandardCharsets.UTF_8.encode(line + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void think() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_THOUGHT_NANOS));
    }
}

package dev.parley.auth;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.PersonCommand;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/** A command side that knows persons and nothing else, on a real command bus. It can be down, and it can be picky. */
public final class CommandSide {

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final Map<UserId, RegisterPerson> persons = new ConcurrentHashMap<>();
    private final List<CommandMessage<?>> received = new CopyOnWriteArrayList<>();
    private final List<PersonCommand> taken = new CopyOnWriteArrayList<>();
    private volatile Reason refusal;

    public CommandSide() {
        for (Class<?> command : PersonCommand.class.getPermittedSubclasses()) {
            bus.subscribe(command.getName(), this::handle);
        }
    }

    public CommandGateway gateway() {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    public void goesDown() {
        refusal = Reason.STORE_UNAVAILABLE;
    }

    public void refusesEverythingWith(Reason reason) {
        refusal = reason;
    }

    public void comesBack() {
        refusal = null;
    }

    public boolean knows(String user) {
        return persons.containsKey(UserId.of(user));
    }

    public RegisterPerson person(String user) {
        return persons.get(UserId.of(user));
    }

    /** The registrations that came of this person. */
    public List<CommandMessage<?>> receivedFor(String user) {
        return received.stream()
                .filter(command -> command.getPayload() instanceof RegisterPerson register
                        && register.person().equals(UserId.of(user)))
                .toList();
    }

    /** All that was taken of this kind, in its order. */
    public <T> List<T> taken(Class<T> kind) {
        return taken.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All that ever came, taken or not. */
    public List<CommandMessage<?>> received() {
        return List.copyOf(received);
    }

    public int persons() {
        return persons.size();
    }

    private Object handle(CommandMessage<?> command) {
        received.add(command);
        if (refusal != null) {
            throw new CommandRefused(refusal, "Not now, said the command side.");
        }
        PersonCommand payload = (PersonCommand) command.getPayload();
        taken.add(payload);
        if (payload instanceof RegisterPerson person) {
            persons.put(person.person(), person);
        }
        return payload.person();
    }
}

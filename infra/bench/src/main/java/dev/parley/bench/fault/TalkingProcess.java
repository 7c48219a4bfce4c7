package dev.parley.bench.fault;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.bench.command.Community;
import dev.parley.bench.fault.Said.Talker;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;

/**
 * The process that is killed: a command side and its load. Arguments are the store's directory, the round, and how many talk. From its
 * input it takes client ids to be sent again, a line each, then an empty line; when the input ends, so does it. For each
 * acknowledgement it writes the client id and the seq, one line in one piece, so that whatever was acknowledged has left the process.
 */
final class TalkingProcess {

    private static final int SNAPSHOT = 100;
    private static final int CACHED = 40; // fewer than there are conversations, so that some are loaded under way
    private static final int IN_FLIGHT = 100_000;

    private final CommandBus bus;
    private final Community community = new Community(Said.CONVERSATIONS);
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private TalkingProcess(CommandBus bus) {
        this.bus = bus;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        CommandSide side = new CommandSide(
                new StoreSettings("rocksdb:" + args[0], CACHED, SNAPSHOT),
                ConversationLimits.usual(5_000),
                PeopleRules.DEFAULT,
                IN_FLIGHT,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        new TalkingProcess(side.bus()).talk(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void talk(int round, int talkers) throws IOException, InterruptedException {
        community.found(bus);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            say(Said.of(line), Then.STOP);
        }
        for (int sender = 0; sender < talkers; sender++) {
            say(new Said(new Talker(round, sender), 1), Then.GO_ON);
        }
        while (in.readLine() != null) {
            // only its end says something
        }
        Runtime.getRuntime().halt(0);
    }

    private enum Then {
        STOP,
        GO_ON
    }

    private void say(Said said, Then then) {
        bus.<SendMessage, MessageAccepted>dispatch(
                community.saying(said.content(), said.conversation(), said.clientId()), (command, answer) -> {
                    if (answer.isExceptional()) {
                        write(said.clientId() + " refused "
                                + answer.exceptionResult().getMessage());
                    } else {
                        write(said.clientId() + " " + answer.getPayload().seq());
                        if (then == Then.GO_ON) {
                            say(said.next(), then);
                        }
                    }
                });
    }

    /** A pipe takes a short line in one piece, also from a process that is being killed. */
    private void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody listens any more", e);
        }
    }
}

package dev.parley.standalone;

import dev.parley.auth.AuthServer;
import dev.parley.command.relay.Relay;
import dev.parley.eventstore.EventStorage;
import dev.parley.node.CannotStart;
import dev.parley.node.DataDirectory;
import dev.parley.node.LoopbackPorts;
import dev.parley.projection.deadletter.DeadLetterOffice;
import dev.parley.projection.rebuild.Audit;
import dev.parley.projection.rebuild.Rebuilds;
import dev.parley.projection.runtime.Projections;
import dev.parley.standalone.backup.PendingFacts;
import dev.parley.standalone.bus.LateCommandBus;
import dev.parley.standalone.control.ControlServer;
import dev.parley.standalone.control.Lending;
import dev.parley.standalone.holdings.Facts;
import dev.parley.standalone.holdings.InstalledFiles;
import dev.parley.standalone.part.Children;
import dev.parley.standalone.part.ViewStore;
import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerStartFailed;
import dev.parley.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** One running Parley: starts the parts, side by side where they allow it, and stops them in the opposite order. */
final class Installation {

    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Arguments arguments;
    private final Path home;
    private final Progress progress;
    private final Closing closing = new Closing();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param home where the modules were built */
    Installation(Arguments arguments, Path home, Progress progress) {
        this.arguments = arguments;
        this.home = home;
        this.progress = progress;
    }

    /** Returns when everything is ready; from then on it runs until the process is told to end. */
    void run() throws CannotStart, InterruptedException {
        long begun = System.nanoTime();
        DataDirectory data = closing.add(open());
        try {
            InstalledFiles files = new InstalledFiles(data.path());
            clearAway(files);
            LoopbackPorts ports = LoopbackPorts.of(data, "http", "management", "identity");
            Settings settings = new Settings(
                    data, port(ports), ports.port("management"), ports.port("identity"), arguments.settings());
            String url = settings.url();
            progress.say("Starting Parley; its data is in " + data);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
            AuthServer identity = start(files, data, settings);
            progress.say("Started in " + Progress.seconds(since(begun)) + ". Health: " + settings.healthUrl()
                    + "  Logs: " + data.resolve("logs"));
            progress.say("Parley is ready: " + url);
            identity.firstAdministratorLink()
                    .ifPresent(link -> progress.say("Make yourself the administrator: " + link));
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case ServerStartFailed failed -> new CannotStart(String.valueOf(failed.getMessage()), failed);
                case dev.parley.auth.failure.CannotStart failed ->
                    new CannotStart(String.valueOf(failed.getMessage()), failed);
                case null, default -> new CannotStart(e.getCause() + ".", e);
            };
        } catch (TlsFiles.Unusable e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStart(e + ".", e);
        }
    }

    private DataDirectory open() throws CannotStart {
        try {
            return DataDirectory.open(arguments.data());
        } catch (CannotStart e) {
            throw new CannotStart(
                    e.getMessage() + " Stop what uses it, or choose another directory with --data DIR.", e);
        }
    }

    /** Nothing of a run that was killed may mislead a tool. */
    private static void clearAway(InstalledFiles files) throws CannotStart, IOException {
        if (Files.exists(files.restoring())) {
            throw new CannotStart("a restore into " + files.data()
                    + " was broken off. Empty the directory, and restore the backup again.");
        }
        ControlServer.forgetFormerRun(files.data());
        new Lending(files.data()).forgetFormerRun();
    }

    private int port(LoopbackPorts ports) throws CannotStart, IOException {
        if (arguments.port() == 0) {
            return ports.port("http");
        }
        if (LoopbackPorts.isFree(arguments.port())) {
            return arguments.port();
        }
        throw new CannotStart("port " + arguments.port() + " is in use by another program."
                + " Choose another one with --port N, or let Parley take a free one with --port 0.");
    }

    private AuthServer start(InstalledFiles files, DataDirectory data, Settings settings)
            throws CannotStart, InterruptedException, ExecutionException, IOException {
        Children children = closing.add(new Children(home, data.path(), this::partDied, this::tell));
        Future<String> kafka = inBackground("Kafka", children::kafka);
        Optional<String> index = settings.named("parley.elasticsearch.url");
        Future<String> elasticsearch =
                inBackground("Elasticsearch", index.isPresent() ? index::get : children::elasticsearch);
        LateCommandBus commands = new LateCommandBus();
        CompletableFuture<AuthServer> authServer = new CompletableFuture<>();
        Future<String> identity = inBackground("Identity", () -> {
            CommandGateway gateway =
                    DefaultCommandGateway.builder().commandBus(commands).build();
            authServer.complete(closing.add(AuthServer.start(settings.auth(), gateway, kafka)));
            return "accounts, sessions, tokens";
        });
        String viewStore = viewStore(data, settings);
        String kafkaAddress = kafka.get();
        String elasticsearchAddress = elasticsearch.get();
        publishRestored(files, kafkaAddress);

        long begun = System.nanoTime();
        ConfigurableApplicationContext services =
                closing.add(settings.services(viewStore, kafkaAddress, elasticsearchAddress));
        commands.complete(services.getBean(CommandBus.class));
        progress.ready("Services", "commands, projections, queries, push", since(begun));
        identity.get();
        new Rebuild(services.getBean(Relay.class), services.getBean(Projections.class), progress).await();
        Control control = new Control(
                services.getBean(EventStorage.class),
                authServer.join(),
                kafkaAddress,
                settings.gateway(kafkaAddress, viewStore),
                services.getBean(Rebuilds.class),
                services.getBean(Audit.class),
                services.getBean(DeadLetterOffice.class));
        closing.add(control.listen(files.data()));
        return authServer.join();
    }

    /** One of ours, unless the command line names another. */
    private String viewStore(DataDirectory data, Settings settings) throws CannotStart {
        Optional<String> another = settings.named("parley.mongo.uri");
        return another.isPresent()
                ? another.get()
                : closing.add(new ViewStore(data.path())).uri();
    }

    private void publishRestored(InstalledFiles files, String kafka) throws IOException {
        long begun = System.nanoTime();
        List<String> published = new ArrayList<>();
        for (Facts<?> facts : Facts.ALL) {
            long some = new PendingFacts<>(facts, files.pending(facts)).publish(kafka);
            if (some > 0) {
                published.add(some + " " + facts.name());
            }
        }
        if (!published.isEmpty()) {
            progress.ready("Restored", String.join(", ", published) + " of the backup", since(begun));
        }
    }

    /** @param start returns what there is to say of the part once it is ready */
    private Future<String> inBackground(String part, Callable<String> start) {
        FutureTask<String> task = new FutureTask<>(() -> {
            long begun = System.nanoTime();
            String what = start.call();
            progress.ready(part, what, since(begun));
            return what;
        });
        Thread.ofPlatform().name("start " + part).start(task);
        return task;
    }

    private void tell(String sentence) {
        log.warn(sentence);
        progress.say(sentence);
    }

    /** A part that is gone for good takes everything with it, rather than leave a Parley that only seems to run. */
    private void partDied(ServerDied death) {
        if (!stopping.get()) {
            System.err.println(death.sentence() + ". Parley stops.");
            death.lastLines().forEach(line -> System.err.println("    " + line));
            System.exit(1);
        }
    }

    private void stop() {
        stopping.set(true);
        progress.say("Stopping …");
        Thread patience = Thread.ofPlatform().daemon().start(Installation::giveUpLater);
        closing.close();
        patience.interrupt();
        progress.say("Parley has stopped.");
    }

    private static void giveUpLater() {
        try {
            Thread.sleep(STOP_WITHIN);
            System.err.println("Something did not stop in time; what was acknowledged is safe on disk.");
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped in time
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

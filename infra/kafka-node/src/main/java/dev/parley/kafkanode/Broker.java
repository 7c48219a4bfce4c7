package dev.parley.kafkanode;

import dev.parley.node.DataDirectory;
import dev.parley.node.LoopbackPorts;
import dev.parley.node.RunningNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The running broker. It accepts clients from the moment {@link #start} returns. */
final class Broker implements RunningNode {

    private static final String SETTINGS = "/broker.properties";
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final String address;

    private Broker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    static Broker start(DataDirectory data) throws Exception {
        LoopbackPorts ports = LoopbackPorts.of(data, "broker", "controller");
        String broker = "%s:%d".formatted(LoopbackPorts.HOST, ports.port("broker"));
        String controller = "%s:%d".formatted(LoopbackPorts.HOST, ports.port("controller"));
        Path log = data.resolve("log");
        format(log);

        Properties settings = settings();
        settings.setProperty("node.id", String.valueOf(NODE));
        settings.setProperty("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(broker, controller));
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
        settings.setProperty("controller.quorum.voters", "%d@%s".formatted(NODE, controller));
        settings.setProperty("log.dirs", log.toString());
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new Broker(server, broker);
    }

    /** Gives a new log its identity. The file that is looked for is the last one to be written. */
    private static void format(Path log) throws Exception {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(log);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    private static Properties settings() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Broker.class.getResourceAsStream(SETTINGS)) {
            if (in == null) {
                throw new IOException("the class path lacks " + SETTINGS);
            }
            settings.load(in);
        }
        return settings;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}

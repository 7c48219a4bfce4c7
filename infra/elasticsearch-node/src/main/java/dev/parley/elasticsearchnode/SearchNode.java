package dev.parley.elasticsearchnode;

import dev.parley.node.DataDirectory;
import dev.parley.node.LoopbackPorts;
import dev.parley.node.RunningNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.ClassPathPlugin;

/** The running node. It answers HTTP from the moment {@link #start} returns. */
final class SearchNode implements RunningNode {

    private static final String NAME = "parley-local";
    private static final int STOP_SECONDS = 10;

    /** Held, because the log manager forgets a logger, and the level set on it, that nobody holds. */
    private static final Logger LUCENE_VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private final Node node;
    private final String address;

    private SearchNode(Node node, String address) {
        this.node = node;
        this.address = address;
    }

    static SearchNode start(DataDirectory home) throws Exception {
        LoopbackPorts ports = LoopbackPorts.of(home, "http");
        Path empty = Files.createDirectories(home.resolve("empty"));
        Path config = Files.createDirectories(home.resolve("config"));
        System.setProperty("es.set.netty.runtime.available.processors", "false");
        // The native library that speeds up vectors is not published; looked for in vain, it is done without.
        System.setProperty("es.nativelibs.path", empty.toString());
        LogConfigurator.configureESLogging();
        // It would recommend an incubator module for vector search, which nobody does here.
        LUCENE_VECTORS.setLevel(Level.SEVERE);

        Settings settings = Settings.builder()
                .put("path.home", home.resolve(""))
                .put("path.data", home.resolve("data"))
                .put("path.logs", home.resolve("logs"))
                .put("cluster.name", NAME)
                .put("node.name", NAME)
                .put("discovery.type", "single-node")
                .put("network.host", LoopbackPorts.HOST)
                .put("http.port", ports.port("http"))
                .put("transport.port", 0)
                // A misspelt index is an error, not a new index with guessed fields.
                .put("action.auto_create_index", false)
                // Of one node's disk a percentage says nothing; the children's start asks for room in bytes.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> NAME);
        Node node = new Node(environment, new ClassPathPlugin(NodePlugin.class, empty)).start();
        return new SearchNode(node, "%s:%d".formatted(LoopbackPorts.HOST, ports.port("http")));
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        node.prepareForClose();
        node.close();
        try {
            node.awaitClose(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

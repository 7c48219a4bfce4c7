package dev.parley.standalone;

import dev.parley.node.DataDirectory;
import dev.parley.standalone.holdings.InstalledFiles;
import dev.parley.tls.TlsFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the services are told: where the parts are that were just started. Whatever stood on the command line wins. */
final class Settings {

    private final DataDirectory data;
    private final int port;
    private final int managementPort;
    private final int authPort;
    private final Map<String, String> given;

    Settings(DataDirectory data, int port, int managementPort, int authPort, Map<String, String> given) {
        this.data = data;
        this.port = port;
        this.managementPort = managementPort;
        this.authPort = authPort;
        this.given = Map.copyOf(given);
    }

    String url() {
        return (tls() ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** @throws TlsFiles.Unusable when TLS is asked for and cannot be */
    private boolean tls() {
        return TlsFiles.properties(given::get).isPresent();
    }

    String healthUrl() {
        return "http://127.0.0.1:" + managementPort + "/actuator/health";
    }

    private String authUrl() {
        return "http://127.0.0.1:" + authPort;
    }

    /** What the command line says of this property; empty = nothing. */
    Optional<String> named(String property) {
        return Optional.ofNullable(given.get(property)).filter(value -> !value.isBlank());
    }

    /** The context of the four reactive services, started. */
    ConfigurableApplicationContext services(String mongo, String kafka, String elasticsearch) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", Integer.toString(port));
        all.put("server.address", "127.0.0.1");
        all.put("management.server.port", Integer.toString(managementPort));
        all.put("management.server.address", "127.0.0.1");
        all.put("parley.kafka.bootstrap-servers", kafka);
        all.put("parley.mongo.uri", mongo);
        all.put("parley.elasticsearch.url", "http://" + elasticsearch);
        all.put("parley.event-store.url", "rocksdb:" + data.resolve("event-store"));
        all.put(
                "parley.replay.pseudonym-key-file",
                new InstalledFiles(data.path()).pseudonymKey().toString());
        all.put("parley.tls.certificate", "");
        all.put("parley.tls.private-key", "");
        all.put("parley.auth.issuer", url());
        all.put("parley.auth.internal-url", authUrl());
        all.put("parley.auth.jwks-uri", authUrl() + "/oauth2/jwks");
        all.put("management.health.diskspace.path", data.toString());
        all.put("logging.file.name", data.resolve("logs").resolve("parley.log").toString());
        all.put("logging.threshold.console", "OFF");
        all.put(
                "logging.level.org.flywaydb.core.internal.database.base.Database",
                "ERROR"); // our H2 is newer than its list
        // Each client tells all its settings when it begins, and a projector that cannot read begins again and again.
        all.put("logging.level.org.apache.kafka", "WARN");
        // They tell whole documents, with what people said; whoever asked is told the failure, and logs it.
        all.put("logging.level.de.bwaldvogel.mongo.wire", "OFF");
        all.put("spring.main.banner-mode", "off");
        all.put("spring.main.register-shutdown-hook", "false");
        all.putAll(given);
        String[] words = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(StandaloneConfiguration.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .run(words);
    }

    /** What a push gateway in another process needs to belong to this Parley. */
    GatewaySettings gateway(String kafka, String mongo) {
        return new GatewaySettings(kafka, mongo, url(), authUrl() + "/oauth2/jwks");
    }

    /** Durable at commit, and closed when we say so: H2's own hook would close it under commands that are still under way. */
    private String database(String directory, String name) {
        return "jdbc:h2:file:" + data.resolve(directory).resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** For the authorization server, which has a context of its own. */
    Map<String, Object> auth() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", authPort);
        all.put("parley.auth.issuer", url());
        all.put("parley.auth.database-url", database("identity", "accounts"));
        all.put(
                "parley.auth.key-file",
                data.resolve("identity").resolve("signing-keys.json").toString());
        all.put("parley.auth.mail.outbox-dir", data.resolve("outbox").toString());
        all.putAll(given);
        all.keySet()
                .removeIf(name -> name.startsWith("parley.tls.")); // the door's matter; the way behind it is loopback
        return all;
    }
}

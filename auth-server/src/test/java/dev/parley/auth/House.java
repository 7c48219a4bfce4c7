package dev.parley.auth;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where an authorization server lives during a test: its folder, its settings, its command side. */
public record House(Path folder, CommandSide commandSide) {

    public AuthServer open() {
        return open(Map.of());
    }

    public AuthServer open(Map<String, Object> settings) {
        return open(settings, Clock.systemUTC());
    }

    public AuthServer open(Clock clock) {
        return open(Map.of(), clock);
    }

    public AuthServer open(Map<String, Object> settings, Clock clock) {
        return start(settings, clock);
    }

    /** With a topic for revocations. */
    public AuthServer open(Map<String, Object> settings, HeardRevocations topic) {
        return start(settings, Clock.systemUTC(), topic);
    }

    private AuthServer start(Map<String, Object> settings, Clock clock, Object... parts) {
        Map<String, Object> all = settings();
        all.putAll(settings);
        return AuthServer.start(all, commandSide.gateway(), clock, parts);
    }

    /** What every server in it is started with. */
    Map<String, Object> settings() {
        Map<String, Object> all = new HashMap<>(Map.of(
                "parley.auth.issuer", "https://chat.example.org",
                "parley.auth.key-file", keyFile().toString(),
                "parley.auth.mail.outbox-dir", folder.resolve("outbox").toString(),
                "parley.auth.command-timeout", "500ms",
                "parley.auth.registration-retry", "50ms",
                // On a machine that is busy with other tests nobody is sent away.
                "parley.auth.password-wait", "1m"));
        // Tests are faster than people; the tests of the limits set their own.
        for (String limit : List.of(
                "registrations-per-minute",
                "sign-ins-per-minute",
                "beginnings-per-minute",
                "failed-token-requests-per-minute",
                "failed-client-secrets-per-minute",
                "password-resets-per-hour",
                "mails-per-hour")) {
            all.put("parley.auth.throttle." + limit, "100000");
        }
        all.putAll(IdentityStore.in(folder));
        return all;
    }

    public Path keyFile() {
        return folder.resolve("keys").resolve("signing-keys.json");
    }

    public Path sealingKeyFile() {
        return keyFile().resolveSibling("sealing-key.json");
    }
}

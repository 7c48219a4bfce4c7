package dev.parley.standalone;

import dev.parley.auth.AuthServer;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.rocks.RocksEventStorage;
import dev.parley.projection.deadletter.DeadLetterOffice;
import dev.parley.projection.rebuild.Audit;
import dev.parley.projection.rebuild.Rebuilds;
import dev.parley.standalone.control.ControlCall;
import dev.parley.standalone.control.ControlServer;
import dev.parley.standalone.control.Lending;
import dev.parley.standalone.control.Requests;
import dev.parley.standalone.views.AuditRequests;
import dev.parley.standalone.views.DeadLetterRequests;
import dev.parley.standalone.views.RebuildRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a running Parley does for the operators' tools: it lends copies of what only it has open. */
record Control(
        EventStorage events,
        AuthServer identity,
        String kafka,
        GatewaySettings gateway,
        Rebuilds rebuilds,
        Audit audit,
        DeadLetterOffice deadLetters) {

    ControlServer listen(Path data) throws IOException {
        Lending lending = new Lending(data);
        return ControlServer.start(
                data,
                Map.of(
                        Requests.EVENT_STORE,
                        lending.of(this::checkpoint),
                        Requests.ACCOUNTS,
                        lending.of(identity::copyStore),
                        Requests.KAFKA,
                        call -> call.say(kafka),
                        Requests.GATEWAY,
                        this::serveGateway,
                        Requests.REBUILD,
                        new RebuildRequests(rebuilds)::rebuild,
                        Requests.MOVE_REBUILD,
                        new RebuildRequests(rebuilds)::move,
                        Requests.AUDIT,
                        new AuditRequests(audit)::audit,
                        Requests.DEAD_LETTERS,
                        new DeadLetterRequests(deadLetters)::settle));
    }

    private void serveGateway(ControlCall call) throws IOException {
        call.say(gateway.toLine());
        call.awaitHangUp();
    }

    private void checkpoint(Path copy) {
        if (!(events instanceof RocksEventStorage rocks)) {
            throw new IllegalStateException(
                    "The event store of the running Parley is a relational database; use that database's own tools.");
        }
        rocks.log().checkpoint(copy);
    }
}

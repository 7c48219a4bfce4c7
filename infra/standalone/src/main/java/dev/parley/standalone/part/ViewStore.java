package dev.parley.standalone.part;

import dev.parley.api.projection.Views;
import dev.parley.node.CannotStart;
import dev.parley.viewstore.CannotOpenViews;
import dev.parley.viewstore.ViewStoreServer;
import java.nio.file.Path;

/** The MongoDB-wire server that the views live in, and the directory it keeps them in. Whoever deletes that has them computed again. */
public final class ViewStore implements AutoCloseable {

    private final ViewStoreServer server;

    /** @param data where the node lives */
    public ViewStore(Path data) throws CannotStart {
        try {
            // The event store has the same native library beside it already, and deleting the views leaves it there.
            server = new ViewStoreServer(
                    data.resolve("views"),
                    Views.LAYOUT,
                    data.resolve("event-store").resolve("native"));
        } catch (CannotOpenViews e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        }
    }

    public String uri() {
        return server.uri("parley");
    }

    @Override
    public void close() {
        server.close();
    }
}

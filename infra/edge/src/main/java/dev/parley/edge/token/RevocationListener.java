package dev.parley.edge.token;

import dev.parley.api.session.Revocation;

/** Is told of each revocation once {@link Revoked} knows it; on the thread that reads them, so it must not take long. */
public interface RevocationListener {

    void on(Revocation revocation);
}

package dev.parley.command.planted;

import dev.parley.query.planted.PublicEndpoint;

/** Breaks a rule on purpose. */
public class KnowsTheQuerySide {

    public PublicEndpoint neighbour() {
        return new PublicEndpoint();
    }
}

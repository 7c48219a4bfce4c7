package dev.parley.auth.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the identity store is.
 *
 * @param databaseUrl JDBC; H2 needs {@code WRITE_DELAY=0} to keep what it has acknowledged when it is killed
 * @param databaseConnections how many requests may talk to it at once
 */
@ConfigurationProperties("parley.auth")
record DatabaseSettings(
        @DefaultValue("jdbc:h2:file:./data/identity/accounts;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE")
        String databaseUrl,

        @DefaultValue("parley") String databaseUsername,
        @DefaultValue("") String databasePassword,
        @DefaultValue("10") int databaseConnections) {

    /** The address without its parameters, which may hold secrets. */
    String address() {
        return databaseUrl.split("[;?]", 2)[0];
    }

    @Override
    public String toString() {
        return address();
    }
}

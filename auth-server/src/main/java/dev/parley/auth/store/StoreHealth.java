package dev.parley.auth.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the identity store answers. */
@Component
public final class StoreHealth {

    private static final Logger log = LoggerFactory.getLogger(StoreHealth.class);

    private final JdbcClient jdbc;

    StoreHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Asks it; blocks for at most the five seconds that a connection may take. */
    public boolean answers() {
        try {
            return jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            log.warn("The identity store does not answer: {}", e.toString());
            return false;
        }
    }
}

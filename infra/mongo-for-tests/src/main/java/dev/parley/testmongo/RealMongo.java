package dev.parley.testmongo;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The MongoDB that tests are told to use: by {@code -Dparley.test.mongo.uri=mongodb://…} one that runs somewhere, by
 * {@code -Dparley.test.mongo=container} one of their own in Docker, else none.
 */
public final class RealMongo {

    static final String MISSING = "-Dparley.test.mongo=container needs Docker, and there is none here;"
            + " -Dparley.test.mongo.uri=mongodb://HOST:PORT takes a MongoDB that runs elsewhere.";

    private static final String ELSEWHERE = System.getProperty("parley.test.mongo.uri", "");
    private static final boolean CONTAINER =
            ELSEWHERE.isEmpty() && "container".equals(System.getProperty("parley.test.mongo"));

    private RealMongo() {}

    /** Its address, or empty: the embedded store is to be used. */
    public static String uri() {
        // Tests of other engines than Jupiter's are skipped by this.
        Assumptions.assumeFalse(isMissing(), MISSING);
        return CONTAINER ? Container.URI : ELSEWHERE;
    }

    static boolean isMissing() {
        return CONTAINER && !DockerClientFactory.instance().isDockerAvailable();
    }

    /** One for all tests of a JVM; Testcontainers takes it away when the JVM has ended. */
    private static final class Container {

        private static final String URI = started();

        private static String started() {
            MongoDBContainer mongo = new MongoDBContainer("mongo:8");
            mongo.start();
            return mongo.getConnectionString();
        }
    }
}

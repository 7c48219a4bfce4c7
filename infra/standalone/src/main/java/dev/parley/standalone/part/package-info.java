/** The embedded servers: Kafka and Elasticsearch as child processes, the MongoDB-wire server in this one. */
@NullMarked
package dev.parley.standalone.part;

import org.jspecify.annotations.NullMarked;

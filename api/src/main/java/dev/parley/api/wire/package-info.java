/** What goes through Kafka and the command bus beside the payload: topics, headers, metadata keys. */
@NullMarked
package dev.parley.api.wire;

import org.jspecify.annotations.NullMarked;

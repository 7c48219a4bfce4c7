/** Read and delivered positions: monotonic facts without a rule, which go to Kafka directly. */
@NullMarked
package dev.parley.api.position;

import org.jspecify.annotations.NullMarked;

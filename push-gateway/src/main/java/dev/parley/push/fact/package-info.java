/** How facts without a rule get onto Kafka: positions, notes. */
@NullMarked
package dev.parley.push.fact;

import org.jspecify.annotations.NullMarked;

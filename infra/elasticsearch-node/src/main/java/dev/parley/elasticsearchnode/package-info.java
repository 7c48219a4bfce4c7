/** A real one-node Elasticsearch as a process of its own, for running Parley without an installed one. */
@NullMarked
package dev.parley.elasticsearchnode;

import org.jspecify.annotations.NullMarked;

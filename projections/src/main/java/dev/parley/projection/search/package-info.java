/** The index that messages are searched in, and how far it has come, both in Elasticsearch. */
@NullMarked
package dev.parley.projection.search;

import org.jspecify.annotations.NullMarked;

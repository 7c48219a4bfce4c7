/** What lies in a data directory, for tools: the same whether a Parley runs on it or not. Blocks. */
@NullMarked
package dev.parley.standalone.holdings;

import org.jspecify.annotations.NullMarked;

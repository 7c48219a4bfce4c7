/** The command side alone, in this process: no web, no Kafka, only decisions and the disk. Setting up and reading may block. */
@NullMarked
package dev.parley.bench.command;

import org.jspecify.annotations.NullMarked;

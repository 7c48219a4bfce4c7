/** How far people have read and received: taken from clients, kept on a compacted topic, shown to those concerned. */
@NullMarked
package dev.parley.push.position;

import org.jspecify.annotations.NullMarked;

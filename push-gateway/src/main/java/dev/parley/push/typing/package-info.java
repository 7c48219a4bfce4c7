/** Who is typing where: taken from clients, spread by a topic that nobody keeps, shown to those who may see it. */
@NullMarked
package dev.parley.push.typing;

import org.jspecify.annotations.NullMarked;

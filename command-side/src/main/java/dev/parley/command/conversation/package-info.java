/** The conversation aggregate, its policies and the endpoints through which it is asked. */
@NullMarked
package dev.parley.command.conversation;

import org.jspecify.annotations.NullMarked;

/** A person's conversations and their history. */
@NullMarked
package dev.parley.query.conversation;

import org.jspecify.annotations.NullMarked;

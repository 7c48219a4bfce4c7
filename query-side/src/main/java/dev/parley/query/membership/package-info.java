/** Who may read what of a conversation, as the membership view says it. */
@NullMarked
package dev.parley.query.membership;

import org.jspecify.annotations.NullMarked;

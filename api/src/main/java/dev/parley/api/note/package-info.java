/** What people note for themselves about conversations and messages: facts without a rule, about nobody but oneself. */
@NullMarked
package dev.parley.api.note;

import org.jspecify.annotations.NullMarked;

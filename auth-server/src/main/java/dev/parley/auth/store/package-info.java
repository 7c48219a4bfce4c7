/** The identity store: one relational database, H2 in a file or PostgreSQL, brought to its newest shape before anything reads it. */
@NullMarked
package dev.parley.auth.store;

import org.jspecify.annotations.NullMarked;

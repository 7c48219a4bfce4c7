/** What the gateway reads from the view store, by key, and how far the views and the topics are. */
@NullMarked
package dev.parley.push.view;

import org.jspecify.annotations.NullMarked;

/** What the deciding side reads of the views: never to say no on their word alone, only to bound and to find. Blocking. */
@NullMarked
package dev.parley.command.view;

import org.jspecify.annotations.NullMarked;

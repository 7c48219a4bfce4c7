/** One origin for everything: what belongs to the authorization server is passed on to it. Never blocks. */
@NullMarked
package dev.parley.standalone.door;

import org.jspecify.annotations.NullMarked;

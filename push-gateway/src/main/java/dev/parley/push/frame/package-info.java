/** What a client and the gateway say to each other: two sealed families and their JSON. */
@NullMarked
package dev.parley.push.frame;

import org.jspecify.annotations.NullMarked;

/** Who is there: what gateways tell each other of the devices that they hold. */
@NullMarked
package dev.parley.api.presence;

import org.jspecify.annotations.NullMarked;

/** Whether an access token is good: signed by a key of ours, meant for us, in time, and not revoked. */
@NullMarked
package dev.parley.edge.token;

import org.jspecify.annotations.NullMarked;

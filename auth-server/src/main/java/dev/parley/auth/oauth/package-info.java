/** The standard endpoints of OAuth2 and OpenID Connect, and what every token of ours is made of, whichever way it was asked for. */
@NullMarked
package dev.parley.auth.oauth;

import org.jspecify.annotations.NullMarked;

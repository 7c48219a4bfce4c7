/** What people show besides their password, or instead of it: codes of an authenticator app, recovery codes, passkeys. */
@NullMarked
package dev.parley.auth.factor;

import org.jspecify.annotations.NullMarked;

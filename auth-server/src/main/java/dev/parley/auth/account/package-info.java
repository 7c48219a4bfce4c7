/** Accounts: registering one, keeping its credentials, checking them, and making the command side know the person. */
@NullMarked
package dev.parley.auth.account;

import org.jspecify.annotations.NullMarked;

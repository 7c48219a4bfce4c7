/** What administrators and moderators do with accounts, and how an installation gets its first administrator. */
@NullMarked
package dev.parley.auth.admin;

import org.jspecify.annotations.NullMarked;

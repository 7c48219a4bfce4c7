/** Mails: what waits to be sent, in which words, and by which way it leaves. Waiting ones survive a restart. */
@NullMarked
package dev.parley.auth.mail;

import org.jspecify.annotations.NullMarked;

/** A noticeboard that knows its readers by Parley: what another application has to do for single sign-on, and no more. */
@NullMarked
package dev.parley.example.sso;

import org.jspecify.annotations.NullMarked;

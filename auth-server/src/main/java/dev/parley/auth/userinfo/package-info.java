/** What applications are told about people who signed on to them, as far as the people agreed. */
@NullMarked
package dev.parley.auth.userinfo;

import org.jspecify.annotations.NullMarked;

/** What people are to the installation, beyond being users. */
@NullMarked
package dev.parley.auth.role;

import org.jspecify.annotations.NullMarked;

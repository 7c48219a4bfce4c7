/** The data directory: whose it is, what is in it, which ports go with it. */
@NullMarked
package dev.parley.standalone.data;

import org.jspecify.annotations.NullMarked;

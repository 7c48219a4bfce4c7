/** Everything in one command: starts the embedded servers and the five services, says how it goes, and stops them again. */
@NullMarked
package dev.parley.standalone;

import org.jspecify.annotations.NullMarked;

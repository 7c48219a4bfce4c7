/** Where the suites of the views find a real MongoDB, when they are asked to run on one. */
@NullMarked
package dev.parley.testmongo;

import org.jspecify.annotations.NullMarked;

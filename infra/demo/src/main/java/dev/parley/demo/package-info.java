/** A scripted conversation through the front door that shows what the product promises, and fails loudly where it does not. */
@NullMarked
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;

/** What is between two people: friendship, requests, blocks, and what each lets the other do. */
@NullMarked
package dev.parley.command.contact;

import org.jspecify.annotations.NullMarked;

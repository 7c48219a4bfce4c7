/** What somebody has with others: friends, requests, blocks; and what others have against them. */
@NullMarked
package dev.parley.query.contact;

import org.jspecify.annotations.NullMarked;

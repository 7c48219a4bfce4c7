/** The manners of this front door: which trace a request belongs to, who may ask what, and how a no looks. */
@NullMarked
package dev.parley.auth.web;

import org.jspecify.annotations.NullMarked;

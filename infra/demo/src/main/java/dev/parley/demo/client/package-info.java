/** A small client of Parley in plain Java: REST, WebSocket, and nothing of the inside. Its calls block the thread they are made on. */
@NullMarked
package dev.parley.demo.client;

import org.jspecify.annotations.NullMarked;

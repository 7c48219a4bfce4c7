/** Journeys through the front door of the running product. They know its addresses and documents, and nothing of the inside. */
package dev.parley.endtoend;

package dev.parley.command.erasure;

/** Returns once the views of memberships and contacts hold everything that had been published when it was asked. */
@FunctionalInterface
interface CaughtUp {

    void await() throws InterruptedException;
}

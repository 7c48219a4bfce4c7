package dev.parley.command.conversation;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;

/** How a rule says no. */
final class Guard {

    private Guard() {}

    /** @throws CommandRefused when it is not allowed */
    static void require(boolean allowed, Reason reason, String detail) {
        if (!allowed) {
            throw new CommandRefused(reason, detail);
        }
    }
}

package dev.parley.command.contact;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.command.people.Standing;

/** What one person may do where another is concerned: by what is between the two, and by what the other lets people do. */
public record Rapport(UserId other, Standing standing, boolean friends, boolean blocked) {

    /** Of people who have nothing to do with each other, and nothing against it. */
    public static Rapport open(UserId other) {
        return new Rapport(other, Standing.NEW, false, false);
    }

    /** @throws CommandRefused {@code NOT_WANTED}, or {@code GONE} when there is nobody to write to any more */
    public void requireWriting() {
        if (standing.erased()) {
            throw new CommandRefused(Reason.GONE, "This account does not exist any more.");
        }
        if (blocked || !standing.privacy().write().admits(friends)) {
            throw new CommandRefused(Reason.NOT_WANTED, "This person does not want to be written to by you.");
        }
    }

    /** @throws CommandRefused {@code NOT_WANTED} */
    public void requireAdding() {
        if (standing.erased() || blocked || !standing.privacy().addToGroups().admits(friends)) {
            throw new CommandRefused(
                    Reason.NOT_WANTED, "The person " + other + " does not want to be added to groups by you.");
        }
    }
}

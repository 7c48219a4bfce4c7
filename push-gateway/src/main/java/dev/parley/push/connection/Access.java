package dev.parley.push.connection;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.edge.Caller;
import dev.parley.edge.token.IssuedTo;
import java.time.Instant;

/** What a verified token allows: to be this person on this device until then, and do what the caller may. */
record Access(Caller caller, Caller.Person person, IssuedTo token, String bearer, Instant until) {

    UserId user() {
        return person.user();
    }

    DeviceId device() {
        return person.device();
    }

    boolean sameDeviceAs(Access other) {
        return person.equals(other.person);
    }

    /** Without the token: this may end in a log. */
    @Override
    public String toString() {
        return "access of " + person + " until " + until;
    }
}

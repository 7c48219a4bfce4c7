package dev.parley.push.connection;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import java.time.Instant;

/** What a verified token allows: to be this person on this device until then. */
record Access(UserId user, DeviceId device, Instant until) {

    boolean sameDeviceAs(Access other) {
        return user.equals(other.user) && device.equals(other.device);
    }
}

package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.Role;
import dev.parley.api.session.Claims;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.edge.token.RevocationListener;
import dev.parley.edge.token.Revoked;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SignOutsTest extends GatewayTest {

    @Autowired
    Revoked revoked;

    @Autowired
    RevocationListener listener;

    @Test
    void aDeviceThatIsSignedOutIsToldSoAndClosedAndNoOtherIs() {
        Client signedOut = live(ana, phone);
        Client other = live(ana, laptop);

        tell(new SessionEnded(TestTokens.sessionOf(phone), ana, phone, Instant.now()));

        JsonNode bye = signedOut.take("bye");
        assertThat(bye.get("code").asInt()).isEqualTo(4410);
        assertThat(bye.has("reconnectAfterMs")).isFalse();
        assertThat(signedOut.closeCode()).isEqualTo(4410);
        other.send("{\"type\":\"ping\"}");
        other.find("pong");
    }

    @Test
    void whoIsShutOutIsClosedOnAllDevicesAndNobodyElseIs() {
        Client first = live(ana, phone);
        Client second = live(ana, laptop);
        Client other = live(ben, phone);

        tell(new PersonShutOut(ana, Instant.now()));

        assertThat(first.take("bye").get("code").asInt()).isEqualTo(4403);
        assertThat(first.closeCode()).isEqualTo(4403);
        assertThat(second.closeCode()).isEqualTo(4403);
        other.send("{\"type\":\"ping\"}");
        other.find("pong");
    }

    /** Sessions go on, so a client comes back with a new token; a server's own code tells it that it may. */
    @Test
    void whoseRolesChangeIsAskedToComeBack() {
        Client one = live(ana, phone);

        tell(new RolesChanged(ana, Set.of(Role.USER, Role.MODERATOR), Instant.now()));

        assertThat(one.take("bye").get("reconnectAfterMs").isNumber()).isTrue();
        assertThat(one.closeCode()).isEqualTo(1012);
    }

    @Test
    void anApplicationThatMayNoLongerActForSomebodyIsClosedForThemAlone() {
        Client hers = live(ana, phone);
        Client other = live(ben, laptop);

        tell(new ConsentWithdrawn(ana, Claims.FIRST_PARTY, Instant.now()));

        assertThat(hers.take("bye").get("code").asInt()).isEqualTo(4403);
        assertThat(hers.closeCode()).isEqualTo(4403);
        other.send("{\"type\":\"ping\"}");
        other.find("pong");
    }

    /** The decoder of these tests knows nothing of revocations, as the real one does not when one comes just behind it. */
    @Test
    void aTokenThatIsRevokedWhileItIsVerifiedOpensNothing() {
        revoked.add(new SessionEnded(TestTokens.sessionOf(phone), ana, phone, Instant.now()), Instant.now());

        assertThat(connect(ana, phone).closeCode()).isEqualTo(4410);
    }

    private void tell(Revocation revocation) {
        revoked.add(revocation, Instant.now());
        listener.on(revocation);
    }
}

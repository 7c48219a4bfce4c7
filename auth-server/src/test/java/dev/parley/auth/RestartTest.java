package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.failure.CannotStart;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private House house;

    @BeforeEach
    void house(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
    }

    @Test
    void accountsSessionsAndKeysSurvive() {
        String keys;
        String refreshToken;
        String accessToken;
        try (AuthServer server = house.open()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            Answer session = front.signIn("ana").expect(200);
            refreshToken = session.text("refreshToken");
            accessToken = session.text("accessToken");
            keys = front.get("/oauth2/jwks").expect(200).http().body();
        }
        try (AuthServer server = house.open()) {
            Front front = new Front(server);
            assertThat(front.get("/oauth2/jwks").expect(200).http().body()).isEqualTo(keys);
            front.register("ana").expectProblem(409, "TAKEN");
            front.signIn("ana").expect(200);
            front.refresh(refreshToken).expect(200);
            front.signOut(accessToken).expect(204);
        }
    }

    @Test
    @Tag("h2")
    void aCopyThatWasMadeWhileItRanIsAStoreOfItsOwn(@TempDir Path elsewhere) throws Exception {
        String refreshToken;
        try (AuthServer server = house.open()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            refreshToken = front.signIn("ana").expect(200).text("refreshToken");
            server.copyStore(elsewhere.resolve("accounts.mv.db"));
            front.register("ben").expect(201);
        }
        assertThat(elsewhere).isDirectoryNotContaining(file -> !file.endsWith("accounts.mv.db"));
        try (AuthServer server = new House(elsewhere, new CommandSide()).open()) {
            Front front = new Front(server);
            front.refresh(refreshToken).expect(200);
            front.register("ana").expectProblem(409, "TAKEN");
            front.register("ben").expect(201);
        }
    }

    @Test
    void theKeyFilesAreTheirOwnersAlone() throws Exception {
        house.open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(house.keyFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(house.sealingKeyFile())))
                .isEqualTo("rw-------");
        assertThat(house.keyFile().getParent())
                .isDirectoryNotContaining(
                        file -> !file.equals(house.keyFile()) && !file.equals(house.sealingKeyFile()));
    }

    @Test
    void aKeyFileThatCannotBeUnderstoodIsNeverReplaced() throws Exception {
        Files.createDirectories(house.keyFile().getParent());
        Files.writeString(house.keyFile(), "{\"keys\": [ half a file");

        assertThatThrownBy(() -> house.open().close())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(house.keyFile().toString())
                .hasMessageContaining("is not a JWK set")
                .hasMessageNotContaining("half a file");
        assertThat(house.keyFile()).hasContent("{\"keys\": [ half a file");
    }

    @Test
    void aSealingKeyThatCannotBeUnderstoodIsNeverReplaced() throws Exception {
        Files.createDirectories(house.sealingKeyFile().getParent());
        Files.writeString(house.sealingKeyFile(), "{\"keys\": [ half a file");

        assertThatThrownBy(() -> house.open().close())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(house.sealingKeyFile().toString())
                .hasMessageContaining("is not a JWK set")
                .hasMessageNotContaining("half a file");
        assertThat(house.sealingKeyFile()).hasContent("{\"keys\": [ half a file");
    }

    @Test
    @Tag("h2")
    void aStoreThatIsOpenElsewhereIsNamed() {
        try (AuthServer server = house.open()) {
            assertThat(server.healthy()).isTrue();
            String url = "jdbc:h2:file:" + house.folder().resolve("accounts") + ";DB_CLOSE_ON_EXIT=FALSE";

            assertThatThrownBy(() -> house.open(Map.of("parley.auth.database-url", url + ";PASSWORD=secret")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The identity store at jdbc:h2:file:"
                            + house.folder().resolve("accounts") + " cannot be opened")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aPlaceWhereNoKeyCanBeKeptIsNamed() throws Exception {
        Files.writeString(house.keyFile().getParent(), "a file where a folder should be");

        assertThatThrownBy(house::open)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(house.keyFile().getParent().toString())
                .hasMessageContaining("cannot be read or written");
    }

    @Test
    void whenItIsClosedNothingOfItIsLeft() {
        AuthServer server = house.open();
        int port = server.port();

        server.close();
        server.close();

        assertThat(server.healthy()).isFalse();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("parley-"));
    }
}

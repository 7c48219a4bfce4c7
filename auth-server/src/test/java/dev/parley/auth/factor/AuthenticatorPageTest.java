package dev.parley.auth.factor;

import static dev.parley.auth.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Browser;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorPageTest {

    private static final String HOME = "/id/security/authenticator";

    private final MovingClock clock = new MovingClock();
    private AuthServer server;
    private Front front;
    private Browser ana;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(clock);
        front = new Front(server);
        front.register("ana").expect(201);
        ana = new Browser(server);
        ana.signIn("ana");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAppIsSetUpByThePictureAndTurnedOffAgain() throws Exception {
        assertThat(location(ana.fillIn(HOME, HOME + "/set-up", Map.of("password", Front.PASSWORD))))
                .isEqualTo(HOME + "/scan");
        Matcher uri = Pattern.compile("otpauth://totp/Parley%3Aana%40[^?]+\\?secret=([A-Z2-7]+)&.*")
                .matcher(scanned(ana.get(HOME + "/scan").expect(200)));
        assertThat(uri.matches()).isTrue();
        App app = new App(uri.group(1), clock);

        assertThat(ana.fillIn(HOME + "/scan", Map.of("code", app.wrongCode()))
                        .expect(403)
                        .http()
                        .body())
                .contains("This code is wrong", "<svg");
        assertThat(ana.fillIn(HOME + "/scan", Map.of("code", app.code()))
                        .expect(200)
                        .http()
                        .body())
                .containsPattern("(?s)(<code>[0-9a-z-]{19}</code>.*){10}");
        assertThat(ana.get(HOME).expect(200).http().body()).contains("Unused recovery codes: 10");
        front.signIn("ana").expectProblem(401, "SECOND_FACTOR_REQUIRED");

        clock.passes(Duration.ofSeconds(30));
        assertThat(location(ana.fillIn(HOME, HOME + "/remove", Map.of("password", Front.PASSWORD, "code", app.code()))))
                .isEqualTo(HOME);
        front.signIn("ana").expect(200);
    }

    @Test
    void withoutThePasswordNothingChanges() {
        assertThat(ana.fillIn(HOME, HOME + "/set-up", Map.of("password", "not hers"))
                        .expect(403)
                        .http()
                        .body())
                .contains("This is not your password");
        ana.get(HOME + "/scan").expect(404);
    }

    /** What a camera makes of the squares on the page. */
    private static String scanned(Answer page) throws Exception {
        String html = page.http().body();
        Matcher box =
                Pattern.compile("crispEdges\"[^>]*viewBox=\"0 0 (\\d+) \\1\"").matcher(html);
        assertThat(box.find()).isTrue();
        int unit = 4;
        int size = Integer.parseInt(box.group(1)) * unit;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffff);
        Matcher square = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(html);
        while (square.find()) {
            for (int y = 0; y < unit; y++) {
                for (int x = 0; x < unit; x++) {
                    int row = Integer.parseInt(square.group(2)) * unit + y;
                    pixels[row * size + Integer.parseInt(square.group(1)) * unit + x] = 0;
                }
            }
        }
        LuminanceSource picture = new RGBLuminanceSource(size, size, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(picture)), Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}

package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.Demo;
import dev.parley.demo.client.FrontDoor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;

class DemoTest extends Journey {

    @RepeatedTest(3)
    void theDemoGoesWellEveryTime() {
        assertDemoGoesWell(door());
    }

    static void assertDemoGoesWell(FrontDoor door) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exitCode = Demo.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                "--url",
                door.address().toString());
        assertThat(exitCode).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}

package dev.parley.demo;

import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.NobodyThere;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code ./parley demo [--url U]}: tells the {@link Story} to a running product; exit code 1 when anything is not as promised. */
public final class Demo {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private Demo() {}

    public static void main(String[] args) {
        // Whatever the terminal's locale says: the story holds Chinese words and check marks.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(out, args));
    }

    /** @return the exit code */
    public static int run(PrintStream out, String... args) {
        String url = DEFAULT_URL;
        if (args.length == 2 && args[0].equals("--url")) {
            url = args[1];
        } else if (args.length == 1 && args[0].startsWith("--url=")) {
            url = args[0].substring("--url=".length());
        } else if (args.length != 0) {
            out.println("Usage: ./parley demo [--url " + DEFAULT_URL + "]");
            return 2;
        }
        return tell(out, url);
    }

    private static int tell(PrintStream out, String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            address = URI.create("");
        }
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            out.println(url + " is not a web address; it should look like " + DEFAULT_URL + ".");
            return 2;
        }
        out.println("The demo talks to Parley at " + address + ".");
        Narrator narrator = new Narrator(out);
        try (FrontDoor door = FrontDoor.at(address)) {
            new Story(door, narrator).tell();
            narrator.happyEnd();
            return 0;
        } catch (NobodyThere e) {
            out.println(e.getMessage());
            return 1;
        } catch (Narrator.StepFailed e) {
            return 1;
        }
    }
}

package dev.parley.demo;

import dev.parley.demo.client.NobodyThere;
import dev.parley.demo.client.RefusedByServer;
import dev.parley.demo.client.Unmet;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints the story as it happens: a numbered line per step with its time, and what went wrong where it did. */
final class Narrator {

    private static final int WIDTH = 84;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private int steps;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void step(String sentence, Runnable step) {
        stepTo(sentence, () -> {
            step.run();
            return true;
        });
    }

    /** A step that the story goes on from. */
    <T> T stepTo(String sentence, Supplier<T> step) {
        steps++;
        long start = System.nanoTime();
        try {
            T result = step.get();
            line("✓", sentence, start);
            return result;
        } catch (NobodyThere e) {
            throw e;
        } catch (Unmet e) {
            throw failed(sentence, start, e.expected(), e.got(), e);
        } catch (RefusedByServer e) {
            String trace = e.traceId() == null ? "" : " (trace " + e.traceId() + ")";
            throw failed(sentence, start, "the server to do it", e.getMessage() + trace, e);
        } catch (RuntimeException e) {
            throw failed(sentence, start, "no failure", e.toString(), e);
        }
    }

    /** Something worth knowing of the step that is under way, printed below its line. */
    void note(String note) {
        notes.add(note);
    }

    void happyEnd() {
        out.printf(Locale.ROOT, "%nAll %d steps went as promised, in %.1f s.%n", steps, millisSince(begin) / 1000);
    }

    private StepFailed failed(String sentence, long start, String expected, String got, RuntimeException cause) {
        line("✗", sentence, start);
        out.println("      expected: " + expected);
        out.println("      got:      " + got);
        out.printf("%nStep %d failed: %s.%n", steps, sentence);
        return new StepFailed(sentence, cause);
    }

    private void line(String mark, String sentence, long start) {
        int padding = Math.max(1, WIDTH - columns(sentence));
        out.printf(
                Locale.ROOT, "%3d %s %s%s%6.0f ms%n", steps, mark, sentence, " ".repeat(padding), millisSince(start));
        notes.forEach(note -> out.println("      " + note));
        notes.clear();
    }

    /** A terminal gives a Chinese character two columns. */
    private static int columns(String text) {
        return (int) text.codePoints()
                .mapToLong(c -> Character.isIdeographic(c) ? 2 : 1)
                .sum();
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    /** Everything about it has been printed. */
    static final class StepFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private StepFailed(String sentence, RuntimeException cause) {
            super(sentence, cause);
        }
    }
}

package dev.parley.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** The table of {@code docs/permissions.md}, read as a person would. */
final class PermissionTable {

    private static final List<String> PEOPLE = List.of("user", "moderator", "administrator", "analyst");

    private PermissionTable() {}

    /** A line of it: a call, and what each kind of caller may. */
    record Row(String method, String path, List<String> cells) {

        boolean anybody() {
            return cells.get(0).equals("yes");
        }

        boolean person(String role) {
            return cells.get(1 + PEOPLE.indexOf(role)).equals("yes");
        }

        boolean delegate(String scope) {
            return opens(cells.get(5), scope);
        }

        boolean application(String scope) {
            return opens(cells.get(6), scope);
        }

        private static boolean opens(String cell, String scope) {
            return cell.equals("yes") || Arrays.asList(cell.split(", ", -1)).contains(scope);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Without what Parley does by itself, which has no door. */
    static List<Row> rows() {
        try {
            return Files.readAllLines(Product.home().resolve("docs/permissions.md")).stream()
                    .filter(line -> line.startsWith("| `") && line.contains(" /"))
                    .map(PermissionTable::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        String[] call = cells.get(1).replace("`", "").split(" ", 2);
        return new Row(call[0], call[1], cells.subList(3, 10));
    }
}

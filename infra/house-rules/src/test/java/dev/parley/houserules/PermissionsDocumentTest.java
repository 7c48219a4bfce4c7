package dev.parley.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.Role;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.api.permission.Scope;
import dev.parley.auth.web.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The table in {@code docs/permissions.md} names every call of every service, and says of each what the code says. */
class PermissionsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "permissions.md");
    private static final String OPEN = "open";
    private static final String YES = "yes";
    private static final String NO = "–";

    /** As the table has it: the call, then the name of its permission or "open". */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        lines().forEach(line -> {
            String[] cells = line.split("\\|", -1);
            rows.put(cells[1].strip().replace("`", ""), cells[2].strip());
        });
        return rows;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    @Test
    void everyCallHasARowAndEveryRowACall() throws Exception {
        Set<String> rows = new TreeSet<>(documented().keySet());
        rows.removeIf(row -> !row.contains(" /api/"));
        assertThat(rows).isEqualTo(Calls.all().keySet());
    }

    @Test
    void everyPermissionIsGoodForSomething() throws Exception {
        assertThat(documented().values())
                .containsAll(Arrays.stream(Permission.values()).map(Enum::name).toList());
    }

    @Test
    void everyRowSaysWhatThePermissionSays() throws Exception {
        List<String> expected = documented().entrySet().stream()
                .map(row -> line(row.getKey(), row.getValue()))
                .toList();
        assertThat(lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theAuthorizationServerAsksForWhatTheRowSays() throws Exception {
        Map<String, String> rows = documented();
        Calls.all().forEach((call, method) -> {
            Needs needs = AnnotatedElementUtils.findMergedAnnotation(method, Needs.class);
            if (needs == null) {
                needs = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), Needs.class);
            }
            if (needs != null) {
                assertThat(rows.get(call)).as(call).isEqualTo(needs.value().name());
            }
        });
    }

    /** "open" is for everybody; "open, X" for whoever comes without a token, and with one it is X. */
    private static String line(String call, String permission) {
        String cells = permission.equals(OPEN)
                ? String.join(" | ", Collections.nCopies(7, YES))
                : (permission.startsWith(OPEN) ? YES : NO) + " | " + cells(permissionIn(permission));
        return "| `" + call + "` | " + permission + " | " + cells + " |";
    }

    private static Permission permissionIn(String cell) {
        return Permission.valueOf(cell.replace(OPEN + ", ", ""));
    }

    private static String cells(Permission permission) {
        Stream<String> people = Arrays.stream(Role.values()).map(role -> {
            Set<Role> roles = EnumSet.of(Role.USER, role);
            return permission.allows(new Grant(Bearer.PERSON, roles, Scope.ofOwnApps(roles))) ? YES : NO;
        });
        Stream<String> applications =
                Stream.of(Bearer.DELEGATE, Bearer.APPLICATION).map(bearer -> scopes(permission, bearer));
        return Stream.concat(people, applications).collect(Collectors.joining(" | "));
    }

    private static String scopes(Permission permission, Bearer bearer) {
        return permission.bearers().contains(bearer)
                ? permission.scopes().stream().sorted().map(Scope::wireName).collect(Collectors.joining(", "))
                : NO;
    }
}

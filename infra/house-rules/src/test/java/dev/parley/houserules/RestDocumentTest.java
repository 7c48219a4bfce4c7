package dev.parley.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code docs/rest.md} names every call of every service, and everything that each of them takes. */
class RestDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "rest.md");
    private static final Pattern SPAN = Pattern.compile("`([^`]*)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z-]*");

    /** By call: what stands in the cell beside it. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.matches("\\| `(GET|POST|PUT|PATCH|DELETE) /api/.*")) {
                String[] cells = line.replace("\\|", " ").split("\\|", -1);
                String before = rows.put(cells[1].strip().replace("`", ""), cells[2]);
                assertThat(before).as(cells[1] + " stands there twice").isNull();
            }
        }
        return rows;
    }

    /** A body that is read field by field: nobody but its reader knows the fields. */
    private static final String ANYTHING = "…";

    @Test
    void everyCallHasARowAndEveryRowACall() throws Exception {
        assertThat(documented().keySet()).isEqualTo(Calls.all().keySet());
    }

    @Test
    void everyRowNamesWhatTheCallTakes() throws Exception {
        Map<String, String> rows = documented();
        Set<String> named = new TreeSet<>();
        rows.forEach((call, cell) -> named.add(call + " takes " + named(cell)));
        Set<String> taken = new TreeSet<>();
        Calls.all().forEach((call, method) -> {
            Set<String> names = taken(method);
            if (names.remove(ANYTHING)) {
                names.addAll(named(rows.getOrDefault(call, "")));
            }
            taken.add(call + " takes " + names);
        });
        assertThat(named).containsExactlyInAnyOrderElementsOf(taken);
    }

    private static Set<String> named(String cell) {
        Set<String> named = new TreeSet<>();
        SPAN.matcher(cell)
                .results()
                .forEach(span -> WORD.matcher(span.group(1))
                        .results()
                        .map(MatchResult::group)
                        .forEach(named::add));
        return named;
    }

    private static Set<String> taken(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            RequestParam query = parameter.getAnnotation(RequestParam.class);
            RequestHeader header = parameter.getAnnotation(RequestHeader.class);
            if (query != null) {
                names.add(query.name().isEmpty() ? parameter.getName() : query.name());
            } else if (header != null) {
                names.add(header.name());
            } else if (parameter.isAnnotationPresent(RequestBody.class)) {
                names.addAll(fields(parameter.getType()));
            }
        }
        return names;
    }

    private static Set<String> fields(Class<?> body) {
        RecordComponent[] components = body.getRecordComponents();
        Set<String> fields = new LinkedHashSet<>();
        if (components == null) {
            fields.add(ANYTHING);
        } else {
            for (RecordComponent component : components) {
                JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                    fields.addAll(fields(component.getType()));
                } else {
                    fields.add(renamed == null ? component.getName() : renamed.value());
                }
            }
        }
        return fields;
    }
}

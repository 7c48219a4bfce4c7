package dev.parley.auth.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.oauth.Scopes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The texts of the pages in both languages. */
@Tag("h2")
class TextsTest {

    private static final Pattern KEY = Pattern.compile("#\\{([a-z][a-z.-]+)");

    private final Properties english = read("messages.properties");
    private final Properties chinese = read("messages_zh.properties");

    @Test
    void bothLanguagesSayEverything() {
        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(chinese.values()).noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void bothLanguagesFillInTheSame() {
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void everyPageFindsItsTexts() throws IOException {
        Set<String> wanted = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(Path.of("src/main/resources/dev/parley/auth/page"))) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".html")).toList()) {
                KEY.matcher(Files.readString(page))
                        .results()
                        .map(MatchResult::group)
                        .forEach(wanted::add);
            }
        }

        assertThat(wanted.stream().map(key -> key.substring(2)).collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(english.stringPropertyNames());
    }

    @Test
    void everyScopeIsToldInWords() {
        for (String scope : Scopes.ALL) {
            String key = "permission." + scope.replace(':', '-');
            assertThat(english.stringPropertyNames()).contains(key, key + ".more");
        }
    }

    private static int places(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(TextsTest.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return texts;
    }
}

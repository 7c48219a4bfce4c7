package dev.parley.auth.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/** Requests as somebody would send them who looks for a hole. The same seed makes the same ones. */
final class HostileInput {

    private static final List<String> FIELDS = List.of(
            "grant_type",
            "client_id",
            "redirect_uri",
            "scope",
            "response_type",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "state",
            "prompt",
            "max_age",
            "username",
            "email",
            "displayName",
            "device",
            "device_code",
            "user_code",
            "request_uri",
            "request",
            "resource",
            "post_logout_redirect_uri",
            "client_assertion_type",
            "subject_token_type",
            "token_type_hint");

    private static final List<String> SECRET_FIELDS = List.of(
            "password",
            "client_secret",
            "refresh_token",
            "refreshToken",
            "code",
            "code_verifier",
            "token",
            "assertion");

    private static final List<String> PLAUSIBLE = List.of(
            "client_credentials",
            "authorization_code",
            "refresh_token",
            "password",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "parley",
            "code",
            "openid",
            "S256",
            "none",
            "ana",
            "ana@example.org",
            "https://evil.example.org/",
            "javascript:alert(1)",
            "-1",
            "9999999999999999999999");

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\r\nSet-Cookie: a=b",
            "'; drop table account; --",
            "\" or 1=1",
            "<script>alert(1)</script>",
            "${jndi:ldap://x/a}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "../../../etc/passwd",
            "%s%n%x",
            "\u202Egnp.exe",
            "\uFFFF",
            "\uD83D\uDE00",
            "ﷺ".repeat(40),
            "x".repeat(5_000));

    private final Random random;

    HostileInput(long seed) {
        random = new Random(seed);
    }

    /** The secrets in it are told by {@link #secret}. */
    String form(int number) {
        StringJoiner form = new StringJoiner("&");
        int fields = random.nextInt(100) == 0 ? 1_500 : random.nextInt(8);
        for (int field = 0; field < fields; field++) {
            form.add(one(FIELDS) + "=" + encoded());
        }
        form.add(one(SECRET_FIELDS) + "=" + secret(number));
        return random.nextInt(20) == 0 ? broken(form.toString()) : form.toString();
    }

    String json(int number) {
        StringJoiner body = new StringJoiner(",", "{", "}");
        int fields = random.nextInt(6);
        for (int field = 0; field < fields; field++) {
            body.add("\"" + one(FIELDS) + "\":" + value(0));
        }
        body.add("\"" + one(SECRET_FIELDS) + "\":\"" + secret(number) + "\"");
        return random.nextInt(20) == 0 ? broken(body.toString()) : body.toString();
    }

    static String secret(int number) {
        return "opens-doors-" + number + "-opens-doors";
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String text() {
        return one(random.nextBoolean() ? PLAUSIBLE : NASTY);
    }

    private String encoded() {
        if (random.nextInt(5) > 0) {
            return URLEncoder.encode(text(), StandardCharsets.UTF_8);
        }
        StringBuilder bytes = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            bytes.append(String.format(Locale.ROOT, "%%%02X", random.nextInt(256)));
        }
        return bytes.toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> "null";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "1e999";
            case 3 -> "\"\\ud800\"";
            case 4 -> quoted(text());
            case 5 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            default -> "{\"" + one(FIELDS) + "\":" + value(depth + 1) + "}";
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> quoted.append(String.format(Locale.ROOT, "\\u%04x", each)));
        return quoted.append('"').toString();
    }

    private String broken(String whole) {
        List<Character> characters =
                new ArrayList<>(whole.chars().mapToObj(each -> (char) each).toList());
        characters.set(random.nextInt(characters.size()), (char) random.nextInt(1, 256));
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.substring(0, random.nextInt(text.length()) + 1);
    }
}

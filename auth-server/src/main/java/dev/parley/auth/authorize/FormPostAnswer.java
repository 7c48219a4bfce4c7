package dev.parley.auth.authorize;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.HtmlUtils;

/**
 * Parameters in a form that sends itself (OAuth 2.0 Form Post Response Mode). Nothing of it stays in an address line, a log or a
 * Referer. Who has no scripts presses the button.
 */
final class FormPostAnswer {

    private static final String SCRIPT = "document.forms[0].submit()";
    private static final String SCRIPT_HASH = sha256(SCRIPT);

    private FormPostAnswer() {}

    static void send(HttpServletResponse response, String redirectUri, Map<String, String> answer) throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>Parley</title></head><body><form method=\"post\" action=\"")
                .append(HtmlUtils.htmlEscape(redirectUri))
                .append("\">");
        answer.forEach((name, value) -> page.append("<input type=\"hidden\" name=\"")
                .append(name)
                .append("\" value=\"")
                .append(HtmlUtils.htmlEscape(value))
                .append("\">"));
        page.append("<noscript><button>Continue · 继续</button></noscript></form><script>")
                .append(SCRIPT)
                .append("</script></body></html>");
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'sha256-" + SCRIPT_HASH + "'; form-action " + origin(redirectUri)
                        + "; frame-ancestors 'none'; base-uri 'none'");
        response.getOutputStream().write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Apps on devices have schemes of their own, and no origin. */
    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getRawAuthority() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.parley.auth.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.util.UriComponentsBuilder;

/** What every page has around its content. */
@ControllerAdvice(basePackageClasses = Frame.class)
final class Frame {

    private final ResourceUrlProvider assets;

    Frame(ResourceUrlProvider assets) {
        this.assets = assets;
    }

    @ModelAttribute("frame")
    Around around(HttpServletRequest request, Locale shown) {
        return new Around(
                asset("style.css"),
                asset("icon.svg"),
                asset("welcome.js"),
                asset("passkey.js"),
                request.getUserPrincipal() != null,
                languages(request, shown));
    }

    Around withoutLanguages(HttpServletRequest request) {
        return new Around(
                asset("style.css"),
                asset("icon.svg"),
                asset("welcome.js"),
                asset("passkey.js"),
                request.getUserPrincipal() != null,
                List.of());
    }

    private String asset(String name) {
        String path = assets.getForLookupPath("/id/assets/" + name);
        if (path == null) {
            throw new IllegalStateException("There is no " + name + " on the class path.");
        }
        return path;
    }

    /** The same page in each language. A page that answers a form is left for the empty form. */
    private static List<Language> languages(HttpServletRequest request, Locale shown) {
        String here = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(here);
        if ("GET".equals(request.getMethod())) {
            link.query(request.getQueryString());
        }
        return Languages.KNOWN.stream()
                .map(locale -> new Language(
                        locale.getLanguage(),
                        locale.getDisplayLanguage(locale),
                        link.cloneBuilder()
                                .replaceQueryParam("lang", locale.getLanguage())
                                .build()
                                .toUriString(),
                        locale.equals(shown)))
                .toList();
    }

    /** The page's surroundings, as the layout reads them. */
    record Around(
            String styleSheet,
            String icon,
            String welcomeScript,
            String passkeyScript,
            boolean signedIn,
            List<Language> languages) {}

    /** One language of the page, named in itself. */
    record Language(String tag, String name, String link, boolean current) {}
}

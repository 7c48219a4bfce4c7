package dev.parley.auth.browser;

import dev.parley.auth.oauth.TokenSettings;
import dev.parley.auth.web.SignInFirst;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.support.TransactionOperations;

/** Spring Session in the identity store, with a cookie that no script and no other site gets hold of. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class BrowserConfiguration {

    private static final String COOKIE = "parley_id";

    /** Two requests at once may tell a session the same thing; both databases take this sentence. */
    private static final String KEEP_ATTRIBUTE = """
            merge into %TABLE_NAME%_attributes old
            using (values (cast(? as varchar(36)), cast(? as varchar(200)), cast(? as bytea))) as told (session, name, bytes)
            on old.session_primary_id = told.session and old.attribute_name = told.name
            when matched then update set attribute_bytes = told.bytes
            when not matched then insert (session_primary_id, attribute_name, attribute_bytes)
              values (told.session, told.name, told.bytes)
            """;

    @Bean
    JdbcIndexedSessionRepository browserSessionRepository(
            JdbcTemplate identityTemplate,
            TransactionOperations identityTransactions,
            BrowserSettings settings,
            SessionCookie cookie) {
        JdbcIndexedSessionRepository sessions =
                new JdbcIndexedSessionRepository(identityTemplate, identityTransactions);
        sessions.setTableName("browser_session");
        sessions.setCreateSessionAttributeQuery(KEEP_ATTRIBUTE);
        sessions.setConversionService(new StoredAttributes());
        sessions.setDefaultMaxInactiveInterval(settings.browserVisit());
        sessions.setSessionIdGenerator(cookie);
        return sessions;
    }

    @Bean
    SessionCookie sessionCookie(CookieSerializer cookies) {
        return new SessionCookie(cookies);
    }

    /** Behind https the name itself holds browsers to Secure, to the whole path, and to this host alone. */
    @Bean
    CookieSerializer sessionCookies(TokenSettings settings) {
        boolean secure = settings.issuer().startsWith("https:");
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        cookies.setCookieName(secure ? "__Host-" + COOKIE : COOKIE);
        cookies.setUseSecureCookie(secure);
        cookies.setUseHttpOnlyCookie(true);
        cookies.setSameSite("Lax");
        cookies.setCookiePath("/");
        cookies.setUseBase64Encoding(false);
        return cookies;
    }

    /** Lets the standards' endpoints ask whether a session still is, on whichever node it began. */
    @Bean
    SessionRegistry sessionRegistry(JdbcIndexedSessionRepository browserSessionRepository) {
        return new SpringSessionBackedSessionRegistry<>(browserSessionRepository);
    }

    /** Not for what is told of a failure: that is nobody's, and the store may be what failed. */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> browserSessionFilter(SessionRepositoryFilter<?> filter) {
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    /** Behind Spring Session's own filter, before everything that asks who somebody is. */
    @Bean
    FilterRegistrationBean<EndOfLife> endOfLife(BrowserSettings settings, Clock clock) {
        FilterRegistrationBean<EndOfLife> registration =
                new FilterRegistrationBean<>(new EndOfLife(settings.browserLife(), clock));
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 1);
        return registration;
    }

    /** What somebody wanted before they had to sign in: one of our pages, or the way into somebody else's application. */
    @Bean
    RequestCache wantedPage() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(
                new OrRequestMatcher(
                        paths.matcher(HttpMethod.GET, "/id/**"), paths.matcher(HttpMethod.GET, "/oauth2/authorize")),
                SignInFirst::isBrowser));
        return cache;
    }
}

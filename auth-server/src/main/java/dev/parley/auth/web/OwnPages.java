package dev.parley.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.security.web.util.RedirectUrlBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends people to pages of ours by their path alone. The library would name the host that the request named, which whoever asks can make up. */
@Component
final class OwnPages extends OncePerRequestFilter implements Ordered {

    private static final String PAGES = "/id/";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 14;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendRedirect(String location) throws IOException {
                String asked = addressed(request);
                super.sendRedirect(location.startsWith(asked + PAGES) ? location.substring(asked.length()) : location);
            }
        });
    }

    private static String addressed(HttpServletRequest request) {
        RedirectUrlBuilder address = new RedirectUrlBuilder();
        address.setScheme(request.getScheme());
        address.setServerName(request.getServerName());
        address.setPort(request.getServerPort());
        address.setContextPath("");
        return address.getUrl();
    }
}

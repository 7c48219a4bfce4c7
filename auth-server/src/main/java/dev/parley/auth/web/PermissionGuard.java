package dev.parley.auth.web;

import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Holds every call of the API against the table of permissions, before its body is read. Whoever comes without a token got past the chain because the path is open. */
final class PermissionGuard implements HandlerInterceptor {

    private static final String ADMINISTRATION = "/api/v1/admin/";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller) {
            needed(request, method).require(Grant.of(caller.getTokenAttributes()));
        }
        return true;
    }

    private static Permission needed(HttpServletRequest request, HandlerMethod method) {
        Needs needs = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Needs.class);
        if (needs == null) {
            needs = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
        }
        if (needs != null) {
            return needs.value();
        }
        // The pattern, not the path: a path can be written in many ways.
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                        .startsWith(ADMINISTRATION)
                ? Permission.ADMINISTER
                : Permission.MANAGE_OWN_ACCOUNT;
    }
}

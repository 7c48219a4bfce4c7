package dev.parley.auth.page;

import dev.parley.api.Reason;
import dev.parley.auth.web.Problem;
import dev.parley.auth.web.Trace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tells people that something went wrong: what they can do about it, and the trace id that finds it in our logs. */
@Controller
@ControllerAdvice(basePackageClasses = ErrorPages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorPages {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private static final Set<String> STANDARD = Set.of("/oauth2/authorize", "/connect/logout");

    private static final String ANYTHING = "/id/{page:(?!assets$).+}/**";

    private final Frame frame;
    private final ObjectProvider<RequestMappingHandlerMapping> pages;

    ErrorPages(Frame frame, ObjectProvider<RequestMappingHandlerMapping> pages) {
        this.frame = frame;
        this.pages = pages;
    }

    /** Everything below here that is no page, or not to be used like that; without it the answer would be one for programs. */
    @RequestMapping(ANYTHING)
    ModelAndView nothingHere(HttpServletRequest request, HttpServletResponse response) {
        Set<String> methods = methods(request);
        if (!methods.isEmpty()) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        }
        HttpStatus status = methods.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.METHOD_NOT_ALLOWED;
        return page(Problem.of(status, Trace.of(request)), null, request, response);
    }

    /** A page of ours failed. */
    @ExceptionHandler
    ModelAndView failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        Problem problem = Problem.of(failure, Trace.of(request));
        if (problem.code() == Reason.INTERNAL) {
            log.error(
                    "{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), problem.traceId(), failure);
        }
        return page(problem, null, request, response);
    }

    /** What the container or a filter refused, when somebody looks at the answer. */
    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView refused(HttpServletRequest request, HttpServletResponse response) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        return page(
                Problem.of(HttpStatusCode.valueOf(status), Trace.of(request)),
                standardError(request),
                request,
                response);
    }

    /** How the page at this address may be asked for, if there is one. */
    private Set<String> methods(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return pages.getObject().getHandlerMethods().keySet().stream()
                .filter(page -> matches(page, path))
                .flatMap(page -> page.getMethodsCondition().getMethods().stream())
                .map(RequestMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean matches(RequestMappingInfo page, PathContainer path) {
        PathPatternsRequestCondition paths = page.getPathPatternsCondition();
        return paths != null && paths.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }

    private ModelAndView page(
            Problem problem, @Nullable String standard, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(problem.status());
        ModelMap model = new ModelMap("problem", problem);
        model.addAttribute("standard", standard);
        model.addAttribute("frame", frame.withoutLanguages(request));
        return new ModelAndView("error", model);
    }

    /** The error that OAuth2 has for it, where it may not be told to the application by a redirect. */
    private static @Nullable String standardError(HttpServletRequest request) {
        return STANDARD.contains(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))
                        && request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String message
                        && message.startsWith("[")
                ? message
                : null;
    }
}

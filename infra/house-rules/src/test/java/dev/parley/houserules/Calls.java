package dev.parley.houserules;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Every REST call of every service, as {@code GET /api/v1/…}, with the method that answers it. */
final class Calls {

    private Calls() {}

    static Map<String, Method> all() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Map<String, Method> calls = new TreeMap<>();
        for (var candidate : scanner.findCandidateComponents("dev.parley")) {
            String name = String.valueOf(candidate.getBeanClassName());
            if (!name.contains(".planted.")) {
                Class<?> controller = ClassUtils.forName(name, null);
                RequestMapping base = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
                for (Method method : controller.getDeclaredMethods()) {
                    add(calls, base == null ? new String[] {""} : base.path(), method);
                }
            }
        }
        return calls;
    }

    private static void add(Map<String, Method> calls, String[] bases, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return;
        }
        String[] paths = mapping.path().length == 0 ? new String[] {""} : mapping.path();
        for (String base : bases) {
            for (String path : paths) {
                if ((base + path).startsWith("/api/")) {
                    Arrays.stream(mapping.method()).forEach(verb -> calls.put(verb + " " + base + path, method));
                }
            }
        }
    }
}

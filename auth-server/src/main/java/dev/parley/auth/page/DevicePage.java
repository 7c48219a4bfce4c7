package dev.parley.auth.page;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/device}: where people type the code that a device shows them. The standard endpoint takes it, and comes back here. */
@Controller
final class DevicePage {

    @GetMapping("/id/device")
    String code(
            @RequestParam(value = "user_code", required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String denied,
            @RequestParam(required = false) @Nullable String unknown,
            @RequestParam(required = false) @Nullable String later,
            Model model) {
        if (Stream.of(done, denied).anyMatch(outcome -> outcome != null)) {
            model.addAttribute("outcome", done != null ? "device-done" : "device-denied");
            return "device-done";
        }
        model.addAttribute("code", code);
        model.addAttribute("unknown", unknown != null);
        model.addAttribute("later", later != null);
        return "device";
    }
}

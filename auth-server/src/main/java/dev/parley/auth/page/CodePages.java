package dev.parley.auth.page;

import dev.parley.auth.web.SignInFirst;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** {@code /id/sign-in/code}: the second half of signing in. The form itself is taken by {@link CodeSignIn}. */
@Controller
final class CodePages {

    /** Where a refused code is told; nobody gets here by an address. */
    static final String REFUSED = "/id/sign-in/code/refused";

    private static final String START_OVER = "redirect:" + SignInFirst.PAGE;

    private final Refusals refusals;
    private final Clock clock;

    CodePages(Refusals refusals, Clock clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    @GetMapping(CodeSignIn.PAGE)
    String ask(HttpServletRequest request) {
        return HalfSignedIn.at(request, clock.instant()).isPresent() ? "code" : START_OVER;
    }

    @PostMapping(REFUSED)
    String refused(
            @RequestAttribute(value = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    Exception failure,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!(failure instanceof SignInRefused refusal)
                || HalfSignedIn.at(request, clock.instant()).isEmpty()) {
            return START_OVER;
        }
        return refusals.again("code", refusal.refused(), model, response);
    }
}

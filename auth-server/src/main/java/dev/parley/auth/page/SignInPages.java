package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.auth.factor.Passkeys;
import dev.parley.auth.web.SignInFirst;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/sign-in}, and the way out. The form itself is taken by Spring Security. */
@Controller
final class SignInPages {

    /** Where a refused sign-in is told; nobody gets here by an address. */
    static final String REFUSED = "/id/sign-in/refused";

    private final RequestCache wanted;
    private final RegisteredClientRepository clients;
    private final Refusals refusals;
    private final Passkeys passkeys;
    private final Clock clock;

    SignInPages(
            RequestCache wantedPage,
            RegisteredClientRepository clients,
            Refusals refusals,
            Passkeys passkeys,
            Clock clock) {
        this.wanted = wantedPage;
        this.refusals = refusals;
        this.clients = clients;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @ModelAttribute("party")
    @Nullable
    String application(HttpServletRequest request, HttpServletResponse response) {
        String id = Onward.client(wanted, request, response);
        RegisteredClient client = id == null ? null : clients.findByClientId(id);
        return client == null ? null : client.getClientName();
    }

    /** Empty where browsers make no passkeys. */
    @ModelAttribute("passkey")
    @Nullable
    String passkey(HttpServletRequest request) {
        return passkeys.possible() && request.getRequestURI().startsWith(SignInFirst.PAGE)
                ? PasskeyQuestion.ask(passkeys, request)
                : null;
    }

    /** @param other there when somebody who owes a code would rather be somebody else */
    @GetMapping(SignInFirst.PAGE)
    String signIn(
            @RequestParam(required = false) @Nullable String other,
            @RequestParam(name = "login_hint", required = false) @Nullable String hint,
            HttpServletRequest request,
            Model model) {
        if (other == null && HalfSignedIn.at(request, clock.instant()).isPresent()) {
            return "redirect:" + CodeSignIn.PAGE;
        }
        model.addAttribute("username", hint == null || hint.isBlank() ? null : hint.strip());
        return "sign-in";
    }

    @PostMapping(REFUSED)
    String refused(
            @RequestParam(defaultValue = "") String username,
            @RequestAttribute(value = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    Exception failure,
            HttpServletResponse response,
            Model model) {
        if (!(failure instanceof SignInRefused refusal)) {
            return "redirect:" + SignInFirst.PAGE;
        }
        model.addAttribute("username", username);
        if (refusal.refused().reason().passes()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(refusal.refused())));
        }
        return refusals.again("sign-in", refusal.refused(), model, response);
    }

    @GetMapping("/id/sign-out")
    String signOut() {
        return "sign-out";
    }

    @GetMapping("/id/signed-out")
    String signedOut() {
        return "signed-out";
    }
}

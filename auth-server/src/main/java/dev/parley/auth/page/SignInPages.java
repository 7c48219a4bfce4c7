package dev.parley.auth.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
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

    SignInPages(RequestCache wantedPage, RegisteredClientRepository clients) {
        this.wanted = wantedPage;
        this.clients = clients;
    }

    @ModelAttribute("party")
    @Nullable
    String application(HttpServletRequest request, HttpServletResponse response) {
        String id = Onward.client(wanted, request, response);
        RegisteredClient client = id == null ? null : clients.findByClientId(id);
        return client == null ? null : client.getClientName();
    }

    @GetMapping("/id/sign-in")
    String signIn() {
        return "sign-in";
    }

    @PostMapping(REFUSED)
    String refused(
            @RequestParam(defaultValue = "") String username,
            @RequestAttribute(value = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    Exception failure,
            HttpServletResponse response,
            Model model) {
        boolean wrong = failure == null || failure instanceof BadCredentialsException;
        response.setStatus((wrong ? HttpStatus.UNAUTHORIZED : HttpStatus.SERVICE_UNAVAILABLE).value());
        model.addAttribute("username", username);
        model.addAttribute("failure", wrong ? "sign-in.wrong" : "sign-in.unavailable");
        return "sign-in";
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

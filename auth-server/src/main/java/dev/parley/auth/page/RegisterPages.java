package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.auth.account.NewAccount;
import dev.parley.auth.account.Registrations;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /id/register}: anybody may get an account, and is signed in with it right away. */
@Controller
final class RegisterPages {

    private final Registrations registrations;
    private final BrowserSignIn browser;
    private final Refusals refusals;
    private final RequestCache wanted;

    RegisterPages(Registrations registrations, BrowserSignIn browser, Refusals refusals, RequestCache wantedPage) {
        this.registrations = registrations;
        this.browser = browser;
        this.refusals = refusals;
        this.wanted = wantedPage;
    }

    @GetMapping("/id/register")
    String empty(@ModelAttribute("form") Form form) {
        return "register";
    }

    @PostMapping("/id/register")
    String register(
            @ModelAttribute("form") Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            NewAccount account = form.account();
            ResetPages.requireSame(form.password(), form.again());
            Password password = new Password(form.password()).requireAcceptable("password");
            registrations.register(account, password, Trace.ofThisRequest());
        } catch (Refused refused) {
            return refusals.again("register", refused, model, response);
        }
        browser.signIn(form.username(), form.password(), request, response);
        return "redirect:/id/register/done";
    }

    @GetMapping("/id/register/done")
    String done(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("onward", Onward.path(wanted.getRequest(request, response)));
        return "register-done";
    }

    /** The form as it was filled in. What is missing is empty; passwords never go back into the page. */
    record Form(String username, String email, String displayName, String password, String again) {

        Form {
            username = Typed.orEmpty(username);
            email = Typed.orEmpty(email);
            displayName = Typed.orEmpty(displayName);
            password = Typed.orEmpty(password);
            again = Typed.orEmpty(again);
        }

        NewAccount account() {
            return NewAccount.of(username, email, displayName.isBlank() ? null : displayName);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return username;
        }
    }
}

package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.NewPasskey;
import dev.parley.auth.factor.PasskeyJson;
import dev.parley.auth.factor.Passkeys;
import dev.parley.auth.password.Password;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/security/passkeys}: a person's passkeys. Every change takes the password. */
@Controller
@RequestMapping(PasskeyPages.HOME)
final class PasskeyPages {

    static final String HOME = "/id/security/passkeys";

    private static final String NEW = "/new";
    private static final String WANTED = "parley.new-passkey";

    private final Passkeys passkeys;
    private final Credentials credentials;
    private final Refusals refusals;

    PasskeyPages(Passkeys passkeys, Credentials credentials, Refusals refusals) {
        this.passkeys = passkeys;
        this.credentials = credentials;
        this.refusals = refusals;
    }

    @GetMapping
    String show(Principal person, Model model) {
        model.addAttribute("possible", passkeys.possible());
        model.addAttribute("passkeys", passkeys.of(UserId.of(person.getName())));
        return "passkeys";
    }

    @PostMapping
    String begin(
            @RequestParam String name,
            @RequestParam String password,
            Principal person,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        UserId user = UserId.of(person.getName());
        try {
            credentials.confirm(user, new Password(password));
            session.setAttribute(WANTED, passkeys.begin(user, name));
            return "redirect:" + HOME + NEW;
        } catch (Refused refused) {
            model.addAttribute("name", name);
            return refusals.again(show(person, model), refused, model, response);
        }
    }

    @GetMapping(NEW)
    String make(HttpSession session, Model model) {
        if (!(session.getAttribute(WANTED) instanceof NewPasskey wanted)) {
            return "redirect:" + HOME;
        }
        model.addAttribute("name", wanted.name());
        model.addAttribute("options", PasskeyJson.of(wanted.options()));
        return "passkey-new";
    }

    /** What was asked for is answered once, well or badly. */
    @PostMapping(NEW)
    String add(
            @RequestParam String credential,
            Principal person,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        if (!(session.getAttribute(WANTED) instanceof NewPasskey wanted)) {
            return "redirect:" + HOME;
        }
        session.removeAttribute(WANTED);
        try {
            passkeys.add(UserId.of(person.getName()), wanted, credential);
            return "redirect:" + HOME;
        } catch (Refused refused) {
            return refusals.again(show(person, model), refused, model, response);
        }
    }

    @PostMapping("/remove")
    String remove(
            @RequestParam String passkey,
            @RequestParam String password,
            Principal person,
            Model model,
            HttpServletResponse response) {
        UserId user = UserId.of(person.getName());
        try {
            credentials.confirm(user, new Password(password));
            passkeys.remove(user, passkey);
            return "redirect:" + HOME;
        } catch (Refused refused) {
            return refusals.again(show(person, model), refused, model, response);
        }
    }
}

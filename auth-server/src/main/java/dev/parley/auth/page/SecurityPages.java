package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.account.EmailVerifications;
import dev.parley.auth.account.Profiles;
import dev.parley.auth.consent.Consents;
import dev.parley.auth.session.DeviceView;
import dev.parley.auth.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/security}: what keeps an account safe, at a glance, and what needs one click to change. */
@Controller
final class SecurityPages {

    private final Profiles profiles;
    private final Sessions sessions;
    private final Consents consents;
    private final EmailVerifications verifications;

    SecurityPages(Profiles profiles, Sessions sessions, Consents consents, EmailVerifications verifications) {
        this.profiles = profiles;
        this.sessions = sessions;
        this.consents = consents;
        this.verifications = verifications;
    }

    @GetMapping("/id")
    String home() {
        return "redirect:" + Onward.HOME;
    }

    @GetMapping("/id/security")
    String overview(Principal principal, @RequestParam(required = false) @Nullable Done done, Model model) {
        UserId person = UserId.of(principal.getName());
        model.addAttribute("me", profiles.of(person));
        model.addAttribute("wantedEmail", profiles.wantedEmail(person).orElse(null));
        model.addAttribute(
                "devices", sessions.of(person, "").stream().map(Row::of).toList());
        model.addAttribute("consents", consents.of(person));
        model.addAttribute("done", done == null ? null : "security.done." + done);
        return "security";
    }

    @PostMapping("/id/security/devices")
    String signOut(Principal principal, @RequestParam String device) {
        sessions.end(UserId.of(principal.getName()), DeviceId.of(device));
        return done(Done.DEVICE);
    }

    /** Of this browser too: whoever presses this is not sure of anything any more. */
    @PostMapping("/id/security/everywhere")
    String signOutEverywhere(Principal principal, HttpServletRequest request) {
        sessions.signOutAllBut(UserId.of(principal.getName()), "");
        request.getSession().invalidate();
        return "redirect:/id/signed-out";
    }

    @PostMapping("/id/security/consents")
    String withdraw(Principal principal, @RequestParam UUID application) {
        try {
            consents.withdraw(UserId.of(principal.getName()), application);
        } catch (Refused alreadyGone) {
            // Pressed twice, or in two windows: it is as they wish.
            return done(Done.CONSENT);
        }
        return done(Done.CONSENT);
    }

    @PostMapping("/id/security/verification")
    String sendAgain(Principal principal, Locale language) {
        verifications.sendAgain(UserId.of(principal.getName()), language);
        return done(Done.MAIL);
    }

    static String done(Done what) {
        return "redirect:/id/security?done=" + what;
    }

    /** A device as the page shows it. */
    record Row(DeviceId device, String name, String platform, String address, String lastSeen) {

        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

        static Row of(DeviceView seen) {
            return new Row(
                    seen.device(),
                    seen.name(),
                    seen.platform(),
                    seen.address(),
                    MINUTES.format(seen.lastSeen().atZone(ZoneOffset.UTC)));
        }
    }

    /** What the page says was just done. */
    enum Done {
        PASSWORD,
        EMAIL,
        MAIL,
        DEVICE,
        CONSENT
    }
}

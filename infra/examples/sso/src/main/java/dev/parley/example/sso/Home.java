package dev.parley.example.sso;

import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.client.RestClient;

/** The one page: for strangers a button, for those who signed in what Parley says of them. */
@Controller
class Home {

    private final RestClient parley;

    Home(RestClient parley) {
        this.parley = parley;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal @Nullable OidcUser reader, Model page) {
        if (reader != null) {
            page.addAttribute("name", reader.getFullName());
            page.addAttribute("email", reader.getEmail());
            page.addAttribute("subject", reader.getSubject());
        }
        return "home";
    }

    /** Needs the scope {@code conversations:read}, which the person was asked for. */
    @GetMapping("/conversations")
    String conversations(Model page) {
        Conversations found = parley.get()
                .uri("/api/v1/conversations?limit=20")
                .attributes(clientRegistrationId("parley"))
                .retrieve()
                .body(Conversations.class);
        page.addAttribute("conversations", found == null ? List.of() : found.items());
        return "conversations";
    }

    record Conversations(List<Conversation> items) {}

    record Conversation(String conversation, @Nullable String name, long unread) {}
}

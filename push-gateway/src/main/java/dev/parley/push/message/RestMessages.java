package dev.parley.push.message;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.edge.Caller;
import dev.parley.push.frame.ClientFrame.Send;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Through the command side's REST surface, as their author's own calls: the token is verified there like any other, so this process is
 * trusted with nothing.
 */
public final class RestMessages implements Messages {

    /** A command that takes longer has an unknown outcome. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebClient commandSide;

    public RestMessages(URI commandSide) {
        this.commandSide = WebClient.builder()
                .baseUrl(commandSide.resolve("/api/v1").toString())
                .clientConnector(
                        new ReactorClientHttpConnector(HttpClient.create().responseTimeout(PATIENCE)))
                .build();
    }

    private record NewConversation(String type, List<UserId> members) {}

    private record FoundConversation(ConversationId conversation) {}

    private record NewMessage(
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            @Nullable Boolean mentionsEveryone,
            @Nullable Long expiresInSeconds,
            @Nullable Extensions extensions) {}

    private record Refusal(
            @Nullable String code,
            @Nullable String detail,
            @Nullable String field) {}

    @Override
    public Mono<MessageAccepted> send(Send frame, Caller caller, String token) {
        ConversationId conversation = frame.conversation();
        UserId to = frame.to();
        if (conversation != null) {
            return say(conversation, frame, token);
        }
        if (to == null) {
            return Mono.error(new IllegalArgumentException("A frame without a destination passed its own check"));
        }
        return post("/conversations", null, new NewConversation("direct", List.of(to)), token, FoundConversation.class)
                .flatMap(direct -> say(direct.conversation(), frame, token));
    }

    private Mono<MessageAccepted> say(ConversationId conversation, Send frame, String token) {
        NewMessage message = new NewMessage(
                frame.content(),
                frame.replyTo(),
                frame.mentions(),
                frame.mentionsEveryone(),
                frame.expiresInSeconds(),
                frame.extensions());
        return post(
                "/conversations/" + conversation + "/messages",
                frame.clientId(),
                message,
                token,
                MessageAccepted.class);
    }

    private <T> Mono<T> post(String path, @Nullable String key, Object body, String token, Class<T> answer) {
        return commandSide
                .post()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchangeToMono(
                        response -> response.statusCode().isError() ? refusal(response) : response.bodyToMono(answer))
                .onErrorMap(
                        WebClientRequestException.class,
                        e -> new QueryRefused(
                                Reason.UNAVAILABLE,
                                "Messages cannot be taken just now; whether this one was is not known. "
                                        + "Send it again with the same clientId."));
    }

    private static <T> Mono<T> refusal(ClientResponse response) {
        String retryAfter = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return response.bodyToMono(Refusal.class)
                .onErrorReturn(new Refusal(null, null, null)) // not from Parley, but from something before it
                .defaultIfEmpty(new Refusal(null, null, null))
                .flatMap(problem -> Mono.error(refusal(problem, retryAfter)));
    }

    /** In the same words. What speaks other words than ours is somebody in between, and may be gone in a moment. */
    private static Refused refusal(Refusal problem, @Nullable String retryAfter) {
        Reason reason = Arrays.stream(Reason.values())
                .filter(each -> each.name().equals(problem.code()))
                .findFirst()
                .orElse(Reason.UNAVAILABLE);
        String detail = problem.detail() == null ? "Messages cannot be taken just now; try again." : problem.detail();
        if (problem.field() != null) {
            return new InvalidInput(reason, problem.field(), detail);
        }
        return retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? new CommandRefused(reason, detail, Duration.ofSeconds(Long.parseLong(retryAfter)))
                : new CommandRefused(reason, detail);
    }
}

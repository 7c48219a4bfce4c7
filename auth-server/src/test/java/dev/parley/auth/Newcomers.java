package dev.parley.auth;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** People who register, change how they show themselves and sign out, one after the other, and remember what they were answered. */
final class Newcomers {

    /** User name → user, of the registrations that were answered 201. */
    final Map<String, String> registered = new ConcurrentHashMap<>();
    /** User → the last display name that was answered 200. */
    final Map<String, String> renamed = new ConcurrentHashMap<>();
    /** User → the last display name that was asked for. */
    final Map<String, String> asked = new ConcurrentHashMap<>();
    /** The sessions whose end was answered 204. */
    final Queue<String> ended = new ConcurrentLinkedQueue<>();
    /** The user names that were asked for and not answered. */
    final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    int answers() {
        return answers.get();
    }

    /** Goes on until the server answers no more. */
    void come(Front front) {
        try {
            while (true) {
                comeAndGo(front, "person" + names.incrementAndGet());
            }
        } catch (AssertionError gone) {
            if (!(gone.getCause() instanceof IOException)) {
                throw gone;
            }
        }
    }

    /** As an app does that lost the answer. */
    void askAgain(Front front) {
        for (String name = unanswered.poll(); name != null; name = unanswered.poll()) {
            Answer answer = front.register(name);
            if (answer.status() == 409) {
                registered.put(name, front.signIn(name).expect(200).text("user"));
            } else {
                registered.put(name, answer.expect(201).text("user"));
            }
        }
    }

    private void comeAndGo(Front front, String name) {
        unanswered.add(name);
        String user = front.register(name).expect(201).text("user");
        registered.put(name, user);
        unanswered.remove(name);
        answers.incrementAndGet();
        String token = front.signIn(name).expect(200).text("accessToken");
        for (int time = 1; time <= 4; time++) {
            String displayName = name + "-" + time;
            asked.put(user, displayName);
            front.as(token, "PATCH", "/api/v1/me", Map.of("displayName", displayName))
                    .expect(200);
            renamed.put(user, displayName);
            answers.incrementAndGet();
        }
        String session = session(token);
        front.signOut(token).expect(204);
        ended.add(session);
        answers.incrementAndGet();
    }

    private static String session(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}

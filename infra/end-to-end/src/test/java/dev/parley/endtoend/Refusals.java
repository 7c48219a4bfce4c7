package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.RefusedByServer;
import tools.jackson.databind.JsonNode;

/** How a no is checked: by its code, and by the status that goes with it. */
final class Refusals {

    /** For an error that came through WebSocket, where there is no status. */
    static final int NO_STATUS = 0;

    private Refusals() {}

    static RefusedByServer assertRefused(int status, String code, Runnable call) {
        RefusedByServer refused = catchThrowableOfType(RefusedByServer.class, call::run);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.status() + " " + refused.code())
                .as(refused.getMessage())
                .isEqualTo(status + " " + code);
        return refused;
    }

    /** For reads, whose view may learn of a change a moment later. */
    static void awaitRefused(int status, String code, Runnable call) {
        Eventually.see(status + " " + code, () -> outcome(call), (status + " " + code)::equals);
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "no refusal";
        } catch (RefusedByServer e) {
            return e.status() + " " + e.code();
        }
    }

    /** The answer is a complete problem document with this status and code, and a trace id. */
    static JsonNode assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status() + " " + answer.body().path("code").asString("no code"))
                .as(answer.text())
                .isEqualTo(status + " " + code);
        assertThat(answer.header("Content-Type")).first().asString().startsWith("application/problem+json");
        assertThat(answer.body().path("detail").asString("")).as("detail").isNotBlank();
        assertThat(answer.body().path("traceId").asString("")).as("traceId").isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
        return answer.body();
    }

    static void assertProblem(Answer answer, int status, String code, String field) {
        assertThat(assertProblem(answer, status, code).path("field").asString("no field"))
                .as(answer.text())
                .isEqualTo(field);
    }
}

package dev.parley.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.NumberRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import java.util.Map;

/** Says of a message whether somebody's searches go where it is, by what Elasticsearch would do with their filters. */
public final class Finder {

    private final Scope scope;

    public Finder(Map<ConversationId, Membership> memberships) {
        scope = Scope.of(memberships, Map.of());
    }

    public boolean finds(ConversationId conversation, long seq) {
        return scope.filters().stream().anyMatch(filter -> passes(filter, conversation.toString(), seq));
    }

    private static boolean passes(Query query, String conversation, long seq) {
        return switch (query._kind()) {
            case Bool ->
                query.bool().filter().stream().allMatch(each -> passes(each, conversation, seq))
                        && (query.bool().should().isEmpty()
                                || query.bool().should().stream().anyMatch(each -> passes(each, conversation, seq)));
            case Terms ->
                query.terms().terms().value().stream()
                        .map(FieldValue::stringValue)
                        .anyMatch(conversation::equals);
            case Term -> query.term().value().stringValue().equals(conversation);
            case Range -> within(query.range().number(), seq);
            default -> throw new AssertionError("Nobody told the test what a " + query._kind() + " does.");
        };
    }

    private static boolean within(NumberRangeQuery range, long seq) {
        if (!"seq".equals(range.field())) {
            throw new AssertionError("Searches were bound by " + range.field());
        }
        Double after = range.gt();
        Double to = range.lte();
        return (after == null || seq > after) && (to == null || seq <= to);
    }
}

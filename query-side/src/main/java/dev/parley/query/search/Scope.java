package dev.parley.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody may find something, as filters of the query itself: what is not theirs to see is never found, so there is nothing to
 * remove afterwards and no count to leak it. A filter has a bounded number of clauses; somebody with very many memberships that do not
 * reach back to the beginning needs several.
 *
 * @param routing the conversations, for asking no more shards than have them; empty = all
 */
record Scope(List<Query> filters, List<String> routing) {

    /** Only so many are named: the list is part of an address, and many are everywhere anyway. */
    private static final int ROUTED = 20;

    /** The server allows some thousands of clauses, depending on its heap; the words of the query need a few of them. */
    private static final int CLAUSES_PER_FILTER = 2_000;

    Scope {
        filters = List.copyOf(filters);
        routing = List.copyOf(routing);
    }

    /** The current ones of these; {@code upTo} bounds those of which only an older state is known. */
    static Scope of(Map<ConversationId, Membership> memberships, Map<ConversationId, Long> upTo) {
        List<FieldValue> whole = new ArrayList<>();
        List<String> routing = new ArrayList<>();
        List<Query> filters = new ArrayList<>();
        List<Query> parts = new ArrayList<>();
        int clauses = 0;
        for (Map.Entry<ConversationId, Membership> each : memberships.entrySet()) {
            Membership membership = each.getValue();
            Long bound = upTo.get(each.getKey());
            if (!membership.current()) {
                continue;
            }
            routing.add(each.getKey().toString());
            if (bound == null && reachesBack(membership)) {
                whole.add(FieldValue.of(each.getKey().toString()));
                continue;
            }
            parts.add(part(each.getKey(), membership, bound));
            clauses += 2 + 2 * membership.windows().size();
            if (clauses >= CLAUSES_PER_FILTER) {
                filters.add(anyOf(parts));
                parts.clear();
                clauses = 0;
            }
        }
        if (!whole.isEmpty()) {
            parts.add(Query.of(
                    query -> query.terms(terms -> terms.field("conversation").terms(t -> t.value(whole)))));
        }
        if (!parts.isEmpty()) {
            filters.add(anyOf(parts));
        }
        return new Scope(filters, routing.size() > ROUTED ? List.of() : routing);
    }

    private static boolean reachesBack(Membership membership) {
        return membership.windows().getLast().afterSeq() == 0;
    }

    private static Query part(ConversationId conversation, Membership membership, @Nullable Long bound) {
        BoolQuery.Builder part = new BoolQuery.Builder()
                .filter(filter -> filter.term(term -> term.field("conversation").value(conversation.toString())))
                .filter(anyOf(membership.windows().stream().map(Scope::seqs).toList()));
        if (bound != null) {
            part.filter(filter -> filter.range(
                    range -> range.number(number -> number.field("version").lte(bound.doubleValue()))));
        }
        return part.build()._toQuery();
    }

    private static Query seqs(Window window) {
        return Query.of(query -> query.range(range -> range.number(number -> {
            number.field("seq").gt((double) window.afterSeq());
            Long to = window.toSeq();
            return to == null ? number : number.lte(to.doubleValue());
        })));
    }

    private static Query anyOf(List<Query> alternatives) {
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : Query.of(query -> query.bool(
                        bool -> bool.should(List.copyOf(alternatives)).minimumShouldMatch("1")));
    }
}

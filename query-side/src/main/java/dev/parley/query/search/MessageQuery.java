package dev.parley.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import dev.parley.query.search.Start.Meaning;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A search as Elasticsearch is asked it, but for where it looks: every word has to be found, and whatever narrows it has to be true. */
final class MessageQuery {

    /** In characters; a text without a place to show one from is shown from its beginning. */
    private static final int FRAGMENT = 200;

    /** In characters of a text: what comes behind is found, and not shown. */
    private static final int LOOKED_THROUGH = 40_000;

    /** A message of this age counts half as new as one of now. */
    private static final String HALF_AS_NEW = "30d";

    private MessageQuery() {}

    /** One more than the limit, to know whether there is a next page. */
    static SearchRequest.Builder of(MessageSearch search, Start start, Query scope) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .query(query(search, start, scope))
                .source(source -> source.filter(fields -> fields.excludes(WordQuery.TEXT)))
                .highlight(highlight())
                .size(search.limit() + 1)
                .trackTotalHits(total -> total.enabled(false))
                .allowPartialSearchResults(false)
                .timeout("2s");
        if (start.order() == Order.RELEVANCE) {
            request.sort(by -> by.score(score -> score.order(SortOrder.Desc)));
        }
        for (String field : List.of("at", "conversation", "seq")) {
            request.sort(by -> by.field(one -> one.field(field).order(SortOrder.Desc)));
        }
        Place after = start.after();
        if (after != null) {
            if (start.order() == Order.RELEVANCE) {
                request.searchAfter(FieldValue.of(after.score()));
            }
            request.searchAfter(
                    FieldValue.of(after.atMillis()),
                    FieldValue.of(after.conversation().toString()),
                    FieldValue.of(after.seq()));
        }
        return request;
    }

    private static Query query(MessageSearch search, Start start, Query scope) {
        BoolQuery.Builder query = new BoolQuery.Builder();
        Words words = search.words();
        for (int i = 0; words != null && i < words.all().size(); i++) {
            String word = words.all().get(i);
            query.must(
                    start.meaning() == Meaning.AS_TYPED
                            ? WordQuery.typed(word, words.isUnfinished(i))
                            : WordQuery.meant(word, words.isUnfinished(i)));
        }
        query.filter(scope)
                .filter(filter -> filter.term(term -> term.field("deleted").value(false)));
        if (search.from() != null) {
            query.filter(anyOf("sender", List.of(search.from().toString())));
        }
        if (search.type() != null) {
            query.filter(anyOf("type", List.of(search.type())));
        }
        if (!search.has().isEmpty()) {
            query.filter(anyOf(
                    "has",
                    search.has().stream().map(part -> part.wireName()).sorted().toList()));
        }
        if (search.after() != null || search.before() != null) {
            query.filter(said(search));
        }
        if (start.order() == Order.RELEVANCE) {
            query.should(newer -> newer.distanceFeature(feature -> feature.date(date ->
                    date.field("at").origin(start.now().toString()).pivot(Time.of(age -> age.time(HALF_AS_NEW))))));
        }
        return query.build()._toQuery();
    }

    private static Query anyOf(String field, Collection<String> values) {
        List<FieldValue> all = values.stream().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(terms -> terms.field(field).terms(these -> these.value(all))));
    }

    private static Query said(MessageSearch search) {
        return Query.of(query -> query.range(range -> range.date(date -> {
            date.field("at");
            Instant after = search.after();
            Instant before = search.before();
            if (after != null) {
                date.gt(after.toString());
            }
            return before == null ? date : date.lt(before.toString());
        })));
    }

    private static Highlight highlight() {
        return Highlight.of(highlight -> highlight
                .encoder(HighlighterEncoder.Html)
                .preTags("<em>")
                .postTags("</em>")
                .numberOfFragments(1)
                .fragmentSize(FRAGMENT)
                .noMatchSize(FRAGMENT)
                .maxAnalyzedOffset(LOOKED_THROUGH)
                .fields(NamedValue.of(
                        WordQuery.TEXT,
                        HighlightField.of(
                                field -> field.matchedFields(WordQuery.TEXT, WordQuery.EXACT, WordQuery.JOINED)))));
    }
}

package dev.parley.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import dev.parley.api.projection.Views;
import java.time.Instant;
import java.util.List;

/**
 * A search as Elasticsearch is asked it. Every word is a phrase (Chinese has no spaces, so a word may be several tokens); the last one may
 * be unfinished and is then found by how it is written, not by its stem.
 */
final class MessageQuery {

    private static final String TEXT = "text";
    private static final String EXACT = "text.exact";

    /** In characters; a text without a place to show one from is shown from its beginning. */
    private static final int FRAGMENT = 200;

    private MessageQuery() {}

    /** One more than the limit, to know whether there is a next page. */
    static SearchRequest of(MessageSearch search, Query scope) {
        BoolQuery.Builder query = new BoolQuery.Builder();
        List<String> words = search.words().all();
        for (int i = 0; i < words.size(); i++) {
            query.must(search.words().isLast(i) ? begunWord(words.get(i)) : word(words.get(i)));
        }
        query.filter(scope)
                .filter(filter -> filter.term(term -> term.field("deleted").value(false)));
        if (search.from() != null) {
            String sender = search.from().toString();
            query.filter(filter -> filter.term(term -> term.field("sender").value(sender)));
        }
        if (search.type() != null) {
            String type = search.type();
            query.filter(filter -> filter.term(term -> term.field("type").value(type)));
        }
        if (search.after() != null || search.before() != null) {
            query.filter(said(search));
        }
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(Views.MESSAGE_INDEX)
                .query(query.build()._toQuery())
                .source(source -> source.filter(fields -> fields.excludes(TEXT)))
                .highlight(highlight())
                .sort(by -> by.field(field -> field.field("at").order(SortOrder.Desc)))
                .sort(by -> by.field(field -> field.field("conversation").order(SortOrder.Desc)))
                .sort(by -> by.field(field -> field.field("seq").order(SortOrder.Desc)))
                .size(search.limit() + 1)
                .trackTotalHits(total -> total.enabled(false))
                .allowPartialSearchResults(false)
                .timeout("2s");
        Place start = search.startAfter();
        if (start != null) {
            request.searchAfter(
                    FieldValue.of(start.atMillis()),
                    FieldValue.of(start.conversation().toString()),
                    FieldValue.of(start.seq()));
        }
        return request.build();
    }

    private static Query word(String word) {
        return Query.of(query -> query.matchPhrase(phrase -> phrase.field(TEXT).query(word)));
    }

    private static Query begunWord(String word) {
        return Query.of(query -> query.bool(either -> either.should(word(word))
                .should(begun ->
                        begun.matchPhrasePrefix(phrase -> phrase.field(EXACT).query(word)))
                .minimumShouldMatch("1")));
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
                .fields(NamedValue.of(
                        TEXT,
                        co.elastic.clients.elasticsearch.core.search.HighlightField.of(
                                field -> field.matchedFields(TEXT, EXACT)))));
    }
}

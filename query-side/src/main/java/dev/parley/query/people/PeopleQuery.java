package dev.parley.query.people;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.search.Words;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A search for people as Elasticsearch is asked it. The index holds the beginnings of all words of a name, so a word is found by its
 * beginning, and a word of Chinese, Japanese or Korean anywhere in a name. Who may be found by whom is part of the query.
 */
final class PeopleQuery {

    private static final float BY_REMARK = 20;
    private static final float BY_USERNAME = 50;

    private PeopleQuery() {}

    /** Who asks, and what they have with others. {@code remarked} are those whose remark has the words in it. */
    record Asking(UserId user, Set<UserId> friends, Set<UserId> blocked, Set<UserId> remarked) {}

    /** One more than the limit, to know whether there is a next page. */
    static SearchRequest of(Words words, Asking asking, PeopleSearch.Piece piece) {
        BoolQuery.Builder query = new BoolQuery.Builder()
                .should(any(all(words), mayFind(asking)))
                .minimumShouldMatch("1")
                .filter(filter -> filter.term(term -> term.field("present").value(true)));
        if (!asking.remarked().isEmpty()) {
            query.should(Query.of(by -> by.constantScore(
                    score -> score.filter(these(asking.remarked())).boost(BY_REMARK))));
        }
        if (!asking.blocked().isEmpty()) {
            query.mustNot(these(asking.blocked()));
        }
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(Views.PEOPLE_INDEX)
                .query(query.build()._toQuery())
                .source(source -> source.fetch(false))
                .sort(by -> by.score(score -> score.order(SortOrder.Desc)))
                .sort(by -> by.field(field -> field.field("user").order(SortOrder.Asc)))
                .size(piece.limit().value() + 1)
                .trackTotalHits(total -> total.enabled(false))
                .allowPartialSearchResults(false)
                .timeout("2s");
        PeopleSearch.Place after = piece.after();
        if (after != null) {
            request.searchAfter(
                    FieldValue.of(after.score()), FieldValue.of(after.user().toString()));
        }
        return request.build();
    }

    /** Every word has to be somewhere in the names; who has exactly this user name comes first. */
    private static BoolQuery.Builder all(Words words) {
        BoolQuery.Builder names = new BoolQuery.Builder();
        for (String word : words.all()) {
            names.must(must -> must.bool(either -> either.should(phrase("username", word))
                    .should(phrase("displayName", word))
                    .minimumShouldMatch("1")));
        }
        String one = words.all().getFirst();
        return names.should(should -> should.term(term -> term.field("username.same")
                .value(one.startsWith("@") ? one.substring(1) : one)
                .boost(BY_USERNAME)));
    }

    private static Query phrase(String field, String word) {
        return Query.of(query -> query.matchPhrase(phrase -> phrase.field(field).query(word)));
    }

    private static Query any(BoolQuery.Builder names, Query mayFind) {
        return names.filter(mayFind).build()._toQuery();
    }

    private static Query mayFind(Asking asking) {
        return Query.of(query -> query.bool(either -> either.should(findableBy("everybody"))
                .should(should ->
                        should.bool(both -> both.filter(findableBy("friends")).filter(these(asking.friends()))))
                .should(these(List.of(asking.user())))
                .minimumShouldMatch("1")));
    }

    private static Query findableBy(String circle) {
        return Query.of(query -> query.term(term -> term.field("find").value(circle)));
    }

    private static Query these(Collection<UserId> users) {
        List<FieldValue> ids =
                users.stream().map(user -> FieldValue.of(user.toString())).toList();
        return Query.of(query -> query.terms(terms -> terms.field("user").terms(values -> values.value(ids))));
    }
}

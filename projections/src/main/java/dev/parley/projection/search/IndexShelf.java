package dev.parley.projection.search;

import dev.parley.projection.runtime.Contents;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.Projection;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Shelf;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Generations of an index, which the alias says which one is read of: the view store may be emptied while the index lives on.
 *
 * @param state the index that the first generation's progress is kept in
 * @param entries by what is written to
 * @param routing of a document's id; the id itself where Elasticsearch routes by it
 */
record IndexShelf<K, V>(
        LiveIndex index,
        String state,
        Projector<K, V> made,
        Function<String, Entries<K, V>> entries,
        UnaryOperator<String> routing)
        implements Shelf {

    @Override
    public String projector() {
        return made.name();
    }

    @Override
    public Projection<K, V> generation(int number) {
        return new Projection<>(made, entries.apply(index.writes(number)), progress(number), number);
    }

    @Override
    public boolean keysApart() {
        return true;
    }

    private SearchProgress progress(int generation) {
        String holding = generation == 1 ? state : state + "-" + generation;
        return new SearchProgress(index, generation, made.name(), holding);
    }

    @Override
    public int live() {
        return index.live();
    }

    @Override
    public void makeLive(int number) {
        index.makeLive(number);
    }

    @Override
    public void drop(int number) {
        index.drop(number);
        progress(number).forget();
    }

    @Override
    public List<Contents> contents(int number) {
        return List.of(new IndexContents(index.client(), index.alias(), index.writes(number), routing));
    }
}

package dev.parley.projection.runtime;

import java.util.List;

/**
 * Where all that one projector builds is kept, in generations: the live one, which is read, and others that are being made, or were live
 * before. They share nothing but their projector.
 */
public interface Shelf {

    /** Builds the generation with this number, counted from 1, wherever it has got to. */
    Projection<?, ?> generation(int number);

    /** The one that is read. */
    int live();

    /** From now on this one is read. In one step for each reader, who finds the one or the other and nothing between. Repeating it does no harm. */
    void makeLive(int number);

    /** Puts away all of it, with its progress; when there is none, nothing. */
    void drop(int number);

    /** What is in it, to be looked at as a whole: one for each collection or index, always in the same order. */
    List<Contents> contents(int number);

    /** Whether events with different keys never change the same document, so that their partitions may be read side by side. */
    default boolean keysApart() {
        return false;
    }

    /** One of {@link dev.parley.api.projection.Projectors}. */
    default String projector() {
        return generation(1).name();
    }
}

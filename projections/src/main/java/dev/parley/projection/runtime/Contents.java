package dev.parley.projection.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All documents of one collection or index of a view, as text that is the same for the same content, by id. */
public interface Contents {

    /** The view's name, whatever the generation. */
    String name();

    /** Goes through all of them once, in pages of bounded size. Those that come or change meanwhile are met or not. */
    void pages(Consumer<Map<String, String>> page);

    /** Goes through their ids alone. */
    void ids(Consumer<List<String>> page);

    /** Those that exist. */
    Map<String, String> find(Collection<String> ids);
}

package dev.parley.demo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list. {@code next} asks for the part after it; absent at the end. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}

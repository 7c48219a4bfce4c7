package dev.parley.command.application;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.api.InvalidInput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One, or a list; whoever gives a list gets one. */
record Receivers(List<Receiver> all, boolean many) {

    static final int MAX = 1_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    Receivers {
        all = List.copyOf(all);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Receivers of(JsonNode to) {
        if (to.isArray() && to.size() > MAX) {
            throw tooMany(to.size());
        }
        return to.isArray()
                ? new Receivers(
                        to.valueStream()
                                .map(each -> JSON.treeToValue(each, Receiver.class))
                                .toList(),
                        true)
                : new Receivers(List.of(JSON.treeToValue(to, Receiver.class)), false);
    }

    /** @throws InvalidInput when it names nobody, too many, or somebody twice */
    Receivers checked() {
        if (all.isEmpty()) {
            throw new InvalidInput("to", "A message goes to 1 to " + MAX + " receivers, not to nobody.");
        }
        Set<Receiver> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String field = many ? "to." + i : "to";
            if (!all.get(i).isOne()) {
                throw new InvalidInput(field, "A receiver is {\"user\": ID} or {\"conversation\": ID}.");
            }
            if (!seen.add(all.get(i))) {
                throw new InvalidInput(field, "This receiver stands here more than once.");
            }
        }
        return this;
    }

    private static InvalidInput tooMany(int many) {
        return new InvalidInput("to", "A message goes to 1 to " + MAX + " receivers, not to " + many + ".");
    }
}

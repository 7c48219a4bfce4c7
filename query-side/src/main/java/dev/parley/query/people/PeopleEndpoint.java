package dev.parley.query.people;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.edge.Caller;
import dev.parley.query.page.Page;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of reading profiles. */
@RestController
@RequestMapping("/api/v1/users")
class PeopleEndpoint {

    private static final int MAX_IDS = 100;

    private final People people;

    PeopleEndpoint(People people) {
        this.people = people;
    }

    @GetMapping("/{user}")
    Mono<PersonItem> one(@PathVariable UserId user, Caller caller) {
        return people.one(user, caller);
    }

    /** Ids that nobody has are left out. */
    @GetMapping
    Mono<Page<PersonItem>> these(@RequestParam String ids, Caller caller) {
        return people.these(users(ids), caller).map(Page::last);
    }

    private static Set<UserId> users(String ids) {
        String[] each = ids.split(",", MAX_IDS + 1);
        if (each.length > MAX_IDS) {
            throw new InvalidInput("ids", "One call asks for at most " + MAX_IDS + " people.");
        }
        Set<UserId> users = new LinkedHashSet<>();
        for (String id : each) {
            try {
                users.add(UserId.of(id.strip()));
            } catch (InvalidInput noId) {
                throw new InvalidInput("ids", "The ids are user ids, which are UUIDs, with commas between them.");
            }
        }
        return users;
    }
}

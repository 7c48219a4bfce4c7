package dev.parley.command.people;

import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.Privacy.Circle;
import dev.parley.api.people.PrivacyAnswer;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of whom somebody lets near them. */
@RestController
class PrivacyEndpoint {

    private final CommandDispatch commands;

    PrivacyEndpoint(CommandDispatch commands) {
        this.commands = commands;
    }

    /** What is left out stays as it is. */
    record NewPrivacy(
            @Nullable Circle find,
            @Nullable Circle write,
            @Nullable Circle addToGroups,
            @Nullable Circle presence) {}

    @PatchMapping("/api/v1/me/privacy")
    Mono<PrivacyAnswer> change(@RequestBody NewPrivacy body, Caller caller) {
        return commands.send(
                new ChangePrivacy(
                        caller.user(Permission.CHANGE_PRIVACY),
                        body.find(),
                        body.write(),
                        body.addToGroups(),
                        body.presence()),
                caller);
    }
}

package dev.parley.push.connection;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.presence.Presences;
import dev.parley.push.resume.Admission;
import dev.parley.push.resume.CatchUp;
import dev.parley.push.resume.ResumeSettings;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every connection of this gateway shares. */
@Component
record Gateway(
        Tokens tokens,
        SignOuts signOuts,
        Admission admission,
        CatchUp catchUp,
        FanoutLoop loop,
        Presences presences,
        ConnectionSettings settings,
        ResumeSettings resume) {

    ServerFrame.Welcome welcome(@Nullable String id, UUID session, Access access) {
        return new ServerFrame.Welcome(
                id,
                session,
                access.user(),
                access.device(),
                settings.heartbeat().toSeconds(),
                new ServerFrame.Welcome.Limits(
                        settings.maxFrame().toBytes(), Content.MAX_TEXT, SendMessage.MAX_MENTIONS, resume.maxEvents()),
                Instant.now());
    }

    /** A name that is no secret, drawn without waiting for anybody: an event loop may not. */
    static UUID nextSession() {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        return new UUID(chance.nextLong(), chance.nextLong());
    }

    /** Not at once: a connection may find out that it is over while the fan-out walks through a room it sits in. */
    void leave(Subscription place) {
        loop.run(fanout -> fanout.detach(place)).subscribe();
    }
}

package dev.parley.command.bus;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.api.wire.CommandMetadata;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Nothing is decided that its caller's grant does not permit. Asked before anything is loaded, whichever door the command came through. */
public final class PermissionGate implements MessageHandlerInterceptor<CommandMessage<?>> {

    /** Everybody has one of a few grants. */
    private static final int REMEMBERED = 1_000;

    private final LoadingCache<String, Grant> grants =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build(Grant::parse);

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        require(unitOfWork.getMessage());
        return chain.proceed();
    }

    private void require(CommandMessage<?> command) {
        Permission permission = Permission.toHandle(command.getPayload());
        if (!(command.getMetaData().get(CommandMetadata.GRANT) instanceof String grant)) {
            throw new CommandRefused(Reason.FORBIDDEN, "The command came without a grant.");
        }
        permission.require(grants.get(grant));
    }
}

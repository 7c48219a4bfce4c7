package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.push.fanout.FanoutLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.blockhound.BlockingOperationError;

/** The guard that all tests of connections run under is awake. */
class BlockingGuardTest extends GatewayTest {

    @Autowired
    FanoutLoop loop;

    @Test
    void whoWaitsOnTheFanoutsThreadIsCaught() {
        assertThatThrownBy(() -> loop.run(fanout -> {
                            try {
                                var _ = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .block())
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }
}

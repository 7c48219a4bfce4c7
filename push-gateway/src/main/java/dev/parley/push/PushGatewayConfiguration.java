package dev.parley.push;

import dev.parley.edge.EdgeConfiguration;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Delivery;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.message.BusMessages;
import dev.parley.push.message.Messages;
import dev.parley.push.message.RestMessages;
import dev.parley.push.resume.Admission;
import dev.parley.push.resume.CatchUp;
import dev.parley.push.resume.Gate;
import dev.parley.push.resume.HeadsAt;
import dev.parley.push.resume.LogStream;
import dev.parley.push.resume.Patience;
import dev.parley.push.resume.ResumeSettings;
import dev.parley.push.tail.Tail;
import dev.parley.push.tail.TailSettings;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.TopicEnds;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Everything that the push gateway is made of; wants a reactive {@code MongoClient} of the application, and either its
 * {@code CommandGateway} or, as {@code parley.push.command-side}, the address of a command side.
 * Beans found by the scan are named in full: in one context with other services, short names would meet.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
@ConfigurationPropertiesScan
@Import(EdgeConfiguration.class)
public class PushGatewayConfiguration {

    /** The fan-out's thread. Nothing on it may wait, and a guard in the tests sees to that. */
    @Bean(destroyMethod = "dispose")
    Scheduler pushFanoutThread() {
        return Schedulers.newSingle("push-fanout", true);
    }

    @Bean
    FanoutLoop pushFanoutLoop(
            Scheduler pushFanoutThread,
            FrameCodec frames,
            EventFrames events,
            TailSettings tail,
            ResumeSettings resume,
            MeterRegistry meters) {
        Fanout fanout = new Fanout(
                new Tail(tail.records(), tail.bytes().toBytes(), events::withoutWords),
                new Delivery(frames, meters),
                new Backlog.Limits(resume.maxEvents(), resume.maxEventsTogether()));
        return new FanoutLoop(fanout, pushFanoutThread);
    }

    /** Where the command side is another process, what is said goes there as its author said it. */
    @Bean
    Messages pushMessages(
            @Value("${parley.push.command-side}") String commandSide, ObjectProvider<CommandGateway> commands) {
        return commandSide.isEmpty()
                ? new BusMessages(commands.getObject())
                : new RestMessages(URI.create(commandSide));
    }

    @Bean
    Patience pushPatience(ResumeSettings settings) {
        return new Patience(Schedulers.parallel(), settings.patience());
    }

    @Bean
    Gate pushGate(ResumeSettings settings) {
        return new Gate(settings.atOnce());
    }

    @Bean
    Admission pushAdmission(FanoutLoop loop, GatewayViews views, Patience patience, Gate gate) {
        return new Admission(loop, views, patience, gate);
    }

    @Bean
    HeadsAt pushHeadsAt(FanoutLoop loop, GatewayViews views, ResumeSettings settings) {
        return new HeadsAt(loop, views, settings);
    }

    @Bean
    CatchUp pushCatchUp(
            FanoutLoop loop, GatewayViews views, TopicEnds ends, EventFrames events, Patience patience, Gate gate) {
        return new CatchUp(loop, views, ends, new LogStream(loop, views, events), patience, gate);
    }
}

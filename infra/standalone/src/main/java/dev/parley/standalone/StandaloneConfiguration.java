package dev.parley.standalone;

import dev.parley.command.CommandSideConfiguration;
import dev.parley.projection.ProjectionsConfiguration;
import dev.parley.push.PushGatewayConfiguration;
import dev.parley.query.QuerySideConfiguration;
import dev.parley.standalone.door.FrontDoor;
import dev.parley.standalone.part.ViewStoreTransport;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The four reactive services in one context. The authorization server, being servlet-based, has its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            // The event store brings its own database.
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            // Tomcat is the authorization server's; everybody else is on Netty.
            "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
            "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration"
        })
@Import({
    CommandSideConfiguration.class,
    ProjectionsConfiguration.class,
    QuerySideConfiguration.class,
    PushGatewayConfiguration.class,
    FrontDoor.class,
    ViewStoreTransport.class
})
class StandaloneConfiguration {}

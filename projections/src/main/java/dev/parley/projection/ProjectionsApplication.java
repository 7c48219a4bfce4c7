package dev.parley.projection;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The projections as a service of their own; its port shows health and metrics alone. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ProjectionsConfiguration.class)
public class ProjectionsApplication {

    public static void main(String[] args) {
        SpringApplication.run(ProjectionsApplication.class, args);
    }
}

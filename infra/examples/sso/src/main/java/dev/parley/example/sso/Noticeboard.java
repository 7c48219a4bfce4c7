package dev.parley.example.sso;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the example; see {@code docs/single-sign-on.md}. */
@SpringBootApplication(proxyBeanMethods = false)
public class Noticeboard {

    public static void main(String[] arguments) {
        SpringApplication.run(Noticeboard.class, arguments);
    }
}

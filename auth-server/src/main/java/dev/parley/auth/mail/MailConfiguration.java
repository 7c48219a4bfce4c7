package dev.parley.auth.mail;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Mail mail(MailSettings settings, Clock clock) {
        return settings.host().isEmpty() ? new FolderMail(settings, clock) : new SmtpMail(settings, clock);
    }
}

package dev.parley.auth.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Mail mail(MailSettings settings) {
        return settings.host().isEmpty() ? new FolderMail(settings) : new SmtpMail(settings);
    }
}

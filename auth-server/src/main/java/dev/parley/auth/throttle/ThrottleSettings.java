package dev.parley.auth.throttle;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits of one process: each may be used up at once, and comes back evenly. Several processes behind one balancer each grant
 * as much.
 *
 * @param registrationsPerMinute per address
 * @param signInsPerMinute per address
 * @param beginningsPerMinute per address: browsers that are new to us, authorization requests, pushed ones, and those of devices
 * @param tokenRequestsPerMinute at the OAuth2 endpoints, per address: against floods, so a busy application does not notice
 * @param failedTokenRequestsPerMinute at the OAuth2 endpoints, per address
 * @param failedClientSecretsPerMinute per application and address
 * @param passwordResetsPerHour how many resets may be asked for, per address
 * @param mailsPerHour how many mails one account is sent, and one mailbox that is not proved to be anybody's
 */
@ConfigurationProperties("parley.auth.throttle")
record ThrottleSettings(
        @DefaultValue("60") int registrationsPerMinute,
        @DefaultValue("120") int signInsPerMinute,
        @DefaultValue("600") int beginningsPerMinute,
        @DefaultValue("300000") int tokenRequestsPerMinute,
        @DefaultValue("120") int failedTokenRequestsPerMinute,
        @DefaultValue("10") int failedClientSecretsPerMinute,
        @DefaultValue("30") int passwordResetsPerHour,
        @DefaultValue("10") int mailsPerHour) {

    int most(Limit limit) {
        return switch (limit) {
            case REGISTRATIONS -> registrationsPerMinute;
            case SIGN_INS -> signInsPerMinute;
            case BEGINNINGS -> beginningsPerMinute;
            case TOKEN_REQUESTS -> tokenRequestsPerMinute;
            case FAILED_TOKEN_REQUESTS -> failedTokenRequestsPerMinute;
            case FAILED_CLIENT_SECRETS -> failedClientSecretsPerMinute;
            case PASSWORD_RESETS -> passwordResetsPerHour;
            case MAILS -> mailsPerHour;
        };
    }
}

package dev.parley.auth.application;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of what applications may do here.
 *
 * @param applicationsPerOwner how many applications one person may register
 * @param privateAddresses whether this server calls addresses of private networks and of its own machine when an application names
 *     one; everybody may register an application, so only where everybody may call those addresses anyway
 */
@ConfigurationProperties("parley.auth")
public record ApplicationSettings(
        @DefaultValue("50") int applicationsPerOwner,
        @DefaultValue("false") boolean privateAddresses) {}

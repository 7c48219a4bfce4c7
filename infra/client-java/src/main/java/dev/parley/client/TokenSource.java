package dev.parley.client;

/** Where access tokens come from. Asked for each connection and shortly before a token expires; may block. */
@FunctionalInterface
public interface TokenSource {

    /** @throws Exception when there is none just now: it is asked again later */
    AccessToken token() throws Exception;
}

package dev.parley.standalone;

import dev.parley.standalone.control.ToolFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a push gateway in a process of its own has to know of the Parley that it belongs to.
 *
 * @param url where the command side takes what people say, and who signs their tokens
 * @param keys where the keys of those tokens are
 */
record GatewaySettings(String kafka, String mongo, String url, String keys) {

    /** None of them has a space in it. */
    String toLine() {
        return String.join(" ", kafka, mongo, url, keys);
    }

    static GatewaySettings ofLine(String line) throws ToolFailed {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() != 4) {
            throw new ToolFailed("The running Parley is of another version than this gateway.");
        }
        return new GatewaySettings(words.get(0), words.get(1), words.get(2), words.get(3));
    }

    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("parley.kafka.bootstrap-servers", kafka);
        all.put("parley.mongo.uri", mongo);
        all.put("parley.auth.issuer", url);
        all.put("parley.auth.jwks-uri", keys);
        all.put("parley.push.command-side", url);
        return all;
    }
}

package dev.parley.push.view;

import com.mongodb.reactivestreams.client.MongoClient;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's views over any store. */
public final class PlainGatewayViews {

    private PlainGatewayViews() {}

    public static GatewayViews in(MongoClient store) {
        return new MongoGatewayViews(store, JsonMapper.builder().build(), "mongodb://localhost");
    }
}

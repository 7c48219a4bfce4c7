package dev.parley.auth.session;

import java.util.concurrent.Future;

/** Where Kafka is, as soon as somebody knows. */
public record Brokers(Future<String> address) {}

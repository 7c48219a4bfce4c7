package dev.parley.kafkanode;

import dev.parley.node.NodeProcess;

/** Main class of the broker's process. */
public final class KafkaNode {

    private KafkaNode() {}

    public static void main(String[] arguments) {
        NodeProcess.run(arguments, Broker::start);
    }
}

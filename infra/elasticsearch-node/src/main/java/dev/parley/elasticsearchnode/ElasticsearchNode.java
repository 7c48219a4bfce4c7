package dev.parley.elasticsearchnode;

import dev.parley.node.NodeProcess;

/** Main class of the search node's process. */
public final class ElasticsearchNode {

    private ElasticsearchNode() {}

    public static void main(String[] arguments) {
        NodeProcess.run(arguments, SearchNode::start);
    }
}

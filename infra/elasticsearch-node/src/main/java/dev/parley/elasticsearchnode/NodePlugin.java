package dev.parley.elasticsearchnode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * HTTP and transport, and the few pieces of the unpublished modules {@code analysis-common} and {@code rest-root} that Parley uses,
 * under the names they have there: an index template that works here works on a stock Elasticsearch.
 */
public final class NodePlugin extends Netty4Plugin implements AnalysisPlugin, ActionPlugin {

    private List<RestHandler> handlers = List.of();

    /** Called before the handlers are asked for; the cluster's name and id are known here only. */
    @Override
    public Collection<?> createComponents(PluginServices services) {
        handlers = List.of(new RootHandler(services.clusterService()));
        return List.of();
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return TextAnalysis.CHAR_FILTERS;
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return TextAnalysis.TOKENIZERS;
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return TextAnalysis.TOKEN_FILTERS;
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
            RestHandlersServices services, Supplier<DiscoveryNodes> nodes, Predicate<NodeFeature> features) {
        return handlers;
    }
}

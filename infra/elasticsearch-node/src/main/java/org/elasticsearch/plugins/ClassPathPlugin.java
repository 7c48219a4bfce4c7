package org.elasticsearch.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.elasticsearch.Build;
import org.elasticsearch.plugins.PluginDescriptor.DeploymentTarget;
import org.jspecify.annotations.NullMarked;

/**
 * Offers a plugin that lies on the node's own class path instead of in a plugin directory of its own. It stands in this package because
 * what it extends has no wider constructors.
 */
@NullMarked
public final class ClassPathPlugin extends PluginsLoader {

    private final PluginBundle bundle;

    /** The directory is where a plugin's files would be looked for; there are none. */
    public ClassPathPlugin(Class<? extends Plugin> plugin, Path emptyDirectory) throws IOException {
        super(Set.of(), Set.of(), Map.of());
        bundle = new PluginBundle(descriptorOf(plugin), emptyDirectory);
    }

    private static PluginDescriptor descriptorOf(Class<? extends Plugin> plugin) {
        return new PluginDescriptor(
                plugin.getSimpleName(),
                "on the node's class path",
                Build.current().version(),
                Build.current().version(),
                String.valueOf(Runtime.version().feature()),
                plugin.getName(),
                null,
                List.of(),
                false,
                false,
                false,
                false,
                DeploymentTarget.ALL);
    }

    @Override
    public Stream<PluginLayer> pluginLayers() {
        return Stream.of(new Layer(bundle));
    }

    private record Layer(PluginBundle pluginBundle) implements PluginLayer {

        @Override
        public ClassLoader pluginClassLoader() {
            return ClassPathPlugin.class.getClassLoader();
        }

        @Override
        public ModuleLayer pluginModuleLayer() {
            return ModuleLayer.boot();
        }
    }
}

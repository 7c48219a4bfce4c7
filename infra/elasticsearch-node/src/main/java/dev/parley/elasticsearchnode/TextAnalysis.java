package dev.parley.elasticsearchnode;

import java.io.Reader;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** The parts of text analysis that Parley's index templates name, as the stock module {@code analysis-common} builds them from Lucene. */
final class TextAnalysis {

    static final Map<String, AnalysisProvider<CharFilterFactory>> CHAR_FILTERS = Map.of(
            "mapping",
            AnalysisPlugin.requiresAnalysisSettings(
                    (index, environment, name, settings) -> new Mapping(name, rulesOf(settings))),
            "pattern_replace",
            AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) ->
                    new Replacing(name, Pattern.compile(settings.get("pattern")), settings.get("replacement", ""))));

    static final Map<String, AnalysisProvider<TokenizerFactory>> TOKENIZERS = Map.of(
            "keyword",
            (index, environment, name, settings) -> TokenizerFactory.newFactory(name, KeywordTokenizer::new),
            "pattern",
            AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
                Pattern pattern = Pattern.compile(settings.get("pattern"));
                int group = settings.getAsInt("group", -1);
                return TokenizerFactory.newFactory(name, () -> new PatternTokenizer(pattern, group));
            }),
            "whitespace",
            (index, environment, name, settings) -> TokenizerFactory.newFactory(name, WhitespaceTokenizer::new));

    static final Map<String, AnalysisProvider<TokenFilterFactory>> TOKEN_FILTERS = Map.of(
            "lowercase",
            (index, environment, name, settings) -> new Normalizing(name, LowerCaseFilter::new),
            "cjk_width",
            (index, environment, name, settings) -> new Normalizing(name, CJKWidthFilter::new),
            "asciifolding",
            (index, environment, name, settings) -> {
                boolean keepsOriginal = settings.getAsBoolean("preserve_original", false);
                return new Normalizing(name, tokens -> new ASCIIFoldingFilter(tokens, keepsOriginal));
            },
            "kstem",
            (index, environment, name, settings) -> new Stemming(name),
            "pattern_replace",
            AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
                Pattern pattern = Pattern.compile(settings.get("pattern"));
                String replacement = settings.get("replacement", "");
                return new Normalizing(name, tokens -> new PatternReplaceFilter(tokens, pattern, replacement, true));
            }),
            "edge_ngram",
            (index, environment, name, settings) -> new Beginnings(
                    name,
                    settings.getAsInt("min_gram", 1),
                    settings.getAsInt("max_gram", 2),
                    settings.getAsBoolean("preserve_original", false)));

    private static final Pattern ARROW = Pattern.compile("\\s*=>\\s*");
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private TextAnalysis() {}

    private static NormalizeCharMap rulesOf(Settings settings) {
        NormalizeCharMap.Builder rules = new NormalizeCharMap.Builder();
        for (String rule : settings.getAsList("mappings")) {
            String[] sides = ARROW.split(rule.strip(), -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("a mapping reads 'from => to', not '" + rule + "'");
            }
            rules.add(unescape(sides[0]), unescape(sides[1]));
        }
        return rules.build();
    }

    private static String unescape(String text) {
        return UNICODE_ESCAPE
                .matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private record Mapping(String name, NormalizeCharMap rules) implements NormalizingCharFilterFactory {

        @Override
        public Reader create(Reader reader) {
            return new MappingCharFilter(rules, reader);
        }
    }

    /** Changes characters, not words: also applied to what is searched with wildcards or prefixes. */
    private record Normalizing(String name, UnaryOperator<TokenStream> filter)
            implements NormalizingTokenFilterFactory {

        @Override
        public TokenStream create(TokenStream tokens) {
            return filter.apply(tokens);
        }
    }

    private record Stemming(String name) implements TokenFilterFactory {

        @Override
        public TokenStream create(TokenStream tokens) {
            return new KStemFilter(tokens);
        }
    }

    private record Replacing(String name, Pattern pattern, String replacement) implements NormalizingCharFilterFactory {

        @Override
        public Reader create(Reader reader) {
            return new PatternReplaceCharFilter(pattern, replacement, reader);
        }
    }

    private record Beginnings(String name, int shortest, int longest, boolean whole) implements TokenFilterFactory {

        @Override
        public TokenStream create(TokenStream tokens) {
            return new EdgeNGramTokenFilter(tokens, shortest, longest, whole);
        }
    }
}

package dev.epicenter.jmc;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.RuleOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;

/**
 * What a user set in JMC's preferences.
 *
 * @param analyzer what counts as the application's
 * @param rules    parameters of rules; a value that is none is left out
 */
record Settings(AnalyzerOptions analyzer, RuleOptions rules) {
    /** Preferences of all rules lie side by side in JMC, so their names start so. */
    private static final String PREFIX = "dev.epicenter.";

    /** Packages that are the application's own, on top of those derived. */
    static final TypedPreference<String> IN_APP = new TypedPreference<>(
            PREFIX + "in-app",
            "The application's packages",
            "Packages that are the application's own, such as com.acme, besides those derived; several with commas.",
            UnitLookup.PLAIN_TEXT.getPersister(),
            "");

    /** Parameters of a rule. */
    static List<TypedPreference<?>> of(RuleInfo rule) {
        List<TypedPreference<?>> all = new ArrayList<>();
        for (Parameter parameter : rule.parameters()) {
            all.add(preference(rule, parameter));
        }
        return all;
    }

    private static TypedPreference<String> preference(RuleInfo rule, Parameter parameter) {
        String about = parameter.about() + "; " + parameter.kind().words();
        return new TypedPreference<>(
                PREFIX + rule.id() + "." + parameter.name(),
                parameter.name(),
                about,
                UnitLookup.PLAIN_TEXT.getPersister(),
                parameter.standard());
    }

    /** What a provider has, of all rules. */
    static Settings of(IPreferenceValueProvider values) {
        Map<String, Map<String, String>> byRule = new HashMap<>();
        for (Rule rule : RuleLibrary.rules()) {
            for (Parameter parameter : rule.info().parameters()) {
                String value = values.getPreferenceValue(preference(rule.info(), parameter));
                if (value != null
                        && !value.equals(parameter.standard())
                        && parameter.kind().accepts(value)) {
                    byRule.computeIfAbsent(rule.info().id(), id -> new HashMap<>())
                            .put(parameter.name(), value);
                }
            }
        }
        String inApp = values.getPreferenceValue(IN_APP);
        List<String> packages = Arrays.stream((inApp == null ? "" : inApp).split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .toList();
        return new Settings(new AnalyzerOptions(packages, List.of()), new RuleOptions(List.of(), List.of(), byRule));
    }
}

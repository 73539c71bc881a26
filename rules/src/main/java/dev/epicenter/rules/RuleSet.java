package dev.epicenter.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules that go together: ids differ, what they use is there, and there is an order in which each comes after what it uses. */
public final class RuleSet {
    private final SortedMap<String, Rule> byId = new TreeMap<>();
    private final List<Rule> order = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Map<String, Map<String, String>> values;

    private RuleSet(Map<String, Map<String, String>> values) {
        this.values = values;
    }

    /**
     * Puts rules in order.
     *
     * @throws RuleSetException when two have the same id, one uses what is not there or, by a circle, itself, or the options
     *     speak of a rule or parameter that there is not
     */
    public static RuleSet of(Collection<Rule> rules, RuleOptions options) throws RuleSetException {
        RuleSet set = new RuleSet(options.values());
        for (Rule rule : rules) {
            if (set.byId.putIfAbsent(rule.info().id(), rule) != null) {
                throw new RuleSetException(
                        "there are two rules with the id '" + rule.info().id() + "'");
            }
        }
        set.select(options);
        set.checkValues();
        LinkedHashMap<String, Boolean> done = new LinkedHashMap<>();
        for (String id : set.byId.keySet()) {
            if (set.reported.contains(id)) {
                set.visit(id, done);
            }
        }
        return set;
    }

    /** In an order in which each comes after what it uses: by id, but for that. Those that only others use are among them. */
    public List<Rule> inOrder() {
        return List.copyOf(order);
    }

    /** Whether the rule is there for its own sake and not only for those that use it. */
    public boolean reports(String id) {
        return reported.contains(id);
    }

    /** Whether the user asked for it by name. */
    boolean isNamed(String id) {
        return named.contains(id);
    }

    /** The rule of that id. */
    public Rule byId(String id) throws RuleSetException {
        Rule rule = byId.get(id);
        if (rule == null) {
            throw new RuleSetException("there is no rule '" + id + "'" + like(id) + "; see 'epicenter rules list'");
        }
        return rule;
    }

    /** What users set for a rule. */
    Map<String, String> values(Rule rule) {
        return values.getOrDefault(rule.info().id(), Map.of());
    }

    private void select(RuleOptions options) throws RuleSetException {
        for (String id : options.only()) {
            named.add(byId(id).info().id());
            reported.add(id);
        }
        if (options.only().isEmpty()) {
            reported.addAll(byId.keySet());
        }
        for (String id : options.skip()) {
            reported.remove(byId(id).info().id());
        }
    }

    private void checkValues() throws RuleSetException {
        for (Map.Entry<String, Map<String, String>> ofRule : new TreeMap<>(values).entrySet()) {
            RuleInfo info = byId(ofRule.getKey()).info();
            for (Map.Entry<String, String> value : new TreeMap<>(ofRule.getValue()).entrySet()) {
                check(info, value.getKey(), value.getValue());
            }
        }
    }

    private static void check(RuleInfo info, String name, String value) throws RuleSetException {
        List<String> names = info.parameters().stream().map(Parameter::name).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw new RuleSetException("rule '" + info.id() + "' has no parameter '" + name + "'"
                    + (names.isEmpty() ? "; it has none" : "; it has " + String.join(", ", names)));
        }
        Parameter parameter = info.parameters().get(at);
        if (!parameter.kind().accepts(value)) {
            throw new RuleSetException(
                    info.id() + "." + name + " must be " + parameter.kind().words() + ", not '" + value + "'");
        }
    }

    /** Depth first; {@code done} holds false while what a rule uses is being visited. */
    private void visit(String id, LinkedHashMap<String, Boolean> done) throws RuleSetException {
        Boolean state = done.get(id);
        if (Boolean.TRUE.equals(state)) {
            return;
        }
        if (state != null) {
            List<String> open = done.entrySet().stream()
                    .filter(e -> !e.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> circle = open.subList(open.indexOf(id), open.size());
            throw new RuleSetException(
                    "rules use each other in a circle: " + String.join(" -> ", circle) + " -> " + id);
        }
        done.put(id, false);
        Rule rule = Objects.requireNonNull(byId.get(id), id);
        for (String used : rule.info().uses()) {
            if (!byId.containsKey(used)) {
                throw new RuleSetException("rule '" + id + "' uses '" + used + "', which is not there");
            }
            visit(used, done);
        }
        done.put(id, true);
        order.add(rule);
    }

    private String like(String id) {
        return byId.keySet().stream()
                .filter(other -> other.startsWith(id) || other.contains(id) || id.contains(other))
                .findFirst()
                .map(other -> " (did you mean " + other + "?)")
                .orElse("");
    }
}

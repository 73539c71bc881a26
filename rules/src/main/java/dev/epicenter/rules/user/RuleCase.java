package dev.epicenter.rules.user;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import dev.epicenter.rules.Durations;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleOptions;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A test in a rule file: a recording made up, and what the rules must say of it. */
final class RuleCase {
    private final Members node;
    private final Analysis analysis;
    private final RuleOptions options;

    private RuleCase(Members node, Analysis analysis, RuleOptions options) {
        this.node = node;
        this.analysis = analysis;
        this.options = options;
    }

    static RuleCase read(Members node, List<Rule> rules, Problems problems) {
        List<String> ids = rules.stream().map(rule -> rule.info().id()).toList();
        for (Node expected : node.items("expect")) {
            String id = Members.of(expected).text("rule").orElse("");
            if (!ids.contains(id)) {
                problems.add(Members.of(expected).at("rule"), "there is no rule or policy '" + id + "' in this file");
            }
        }
        RuleOptions options = RuleOptions.DEFAULT;
        try {
            options = RuleOptions.of(List.of(), List.of(), parameters(node));
            RuleSet.of(rules, options);
        } catch (RuleSetException e) {
            problems.add(node.at("param"), "param: " + e.getMessage());
        }
        return new RuleCase(node, new MadeUp(node, problems).analysis(), options);
    }

    private static Map<String, String> parameters(Members node) {
        Map<String, String> values = new TreeMap<>();
        node.members("param").ifPresent(param -> param.all()
                .forEach((name, value) -> values.put(name, ((Node.Scalar) value).text())));
        return values;
    }

    CaseResult run(RuleFile file) {
        Diagnosis diagnosis;
        try {
            diagnosis = new RuleEngine(RuleSet.of(file.rules(), options)).diagnose(analysis);
        } catch (RuleSetException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Members> expected = new LinkedHashMap<>();
        node.items("expect")
                .forEach(n -> expected.put(Members.of(n).text("rule").orElse(""), Members.of(n)));
        List<String> failures = new ArrayList<>();
        for (RuleResult result : diagnosis.rules()) {
            failures.addAll(
                    new Expectation(result, diagnosis, Optional.ofNullable(expected.get(result.rule()))).failures());
        }
        return new CaseResult(file.name(), node.at().line(), node.text("name").orElse(""), failures);
    }

    /** What one rule said against what it was to say; without an expectation, nothing. */
    private final class Expectation {
        private final RuleResult result;
        private final List<PolicyFiring> firings;
        private final Optional<Members> expected;
        private final List<String> failures = new ArrayList<>();

        Expectation(RuleResult result, Diagnosis diagnosis, Optional<Members> expected) {
            this.result = result;
            this.expected = expected;
            this.firings = diagnosis.firings().stream()
                    .filter(f -> f.policy().equals(result.rule()))
                    .toList();
        }

        List<String> failures() {
            boolean lacking = expected.flatMap(e -> e.truth("not-applicable")).orElse(false);
            boolean broken = expected.flatMap(e -> e.truth("broken")).orElse(false);
            if (result instanceof RuleResult.NotApplicable r) {
                fail(!lacking, "could not judge: needs " + String.join(" and ", r.needs()));
            } else if (result instanceof RuleResult.Broken r) {
                fail(!broken, "is broken: it " + r.reason());
            } else {
                fail(lacking, "was to answer that it cannot judge, and judged");
                fail(broken, "was to break, and did not");
                count();
                expected.ifPresent(this::compare);
            }
            return failures;
        }

        private void fail(boolean wrong, String text) {
            if (wrong) {
                failures.add("rule " + result.rule() + " " + text);
            }
        }

        private void count() {
            long found = firings.isEmpty() ? result.findings().size() : firings.size();
            long wanted = expected.isEmpty()
                    ? 0
                    : expected.flatMap(e -> e.number("findings"))
                            .map(Double::longValue)
                            .orElse(1L);
            String said = result.findings().stream()
                    .findFirst()
                    .map(f -> ": " + f.summary())
                    .orElse("");
            fail(found != wanted, "was to find " + wanted + " and found " + found + said);
        }

        private void compare(Members e) {
            e.text("at").flatMap(Durations::parse).ifPresent(wanted -> {
                List<Duration> moments = firings.stream()
                        .map(PolicyFiring::at)
                        .map(this::sinceStart)
                        .toList();
                if (moments.isEmpty()) {
                    fail(true, "has no moment: at goes with policies");
                } else {
                    fail(
                            !moments.get(0).equals(wanted),
                            "was to fire first at " + Durations.format(wanted) + " and did at "
                                    + Durations.format(moments.get(0)));
                }
            });
            String said = String.join(
                    "\n", result.findings().stream().map(RuleCase::texts).toList());
            e.texts("says").forEach(text -> fail(!said.contains(text), "was to say '" + text + "' and said: " + said));
            e.members("action").ifPresent(action -> action.all().forEach((name, value) -> {
                String wanted = ((Node.Scalar) value).text();
                String told =
                        firings.isEmpty() ? "" : firings.get(0).arguments().getOrDefault(name, "");
                fail(
                        !told.equals(wanted),
                        "was to tell its action " + name + " '" + wanted + "' and told '" + told + "'");
            }));
        }

        private Duration sinceStart(Instant at) {
            return Duration.between(analysis.recording().start(), at);
        }
    }

    private static String texts(Finding finding) {
        return String.join(" ", finding.summary(), finding.explanation(), finding.remedy())
                .strip();
    }
}

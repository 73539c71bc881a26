package dev.epicenter.rules;

import static java.util.Comparator.comparing;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs rules, each after those it uses, so that none of them can spoil the others' results or keep them from coming. */
public final class RuleEngine {
    /** Findings of one rule that are listed; judgement: nobody reads the twenty-first of the same kind. */
    static final int MAX_FINDINGS = 20;

    /** How long one rule may take. Judgement: a thousand times what ours need on ten thousand failures. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Highest score first; the rest only makes the order the same every time. */
    private static final Comparator<Finding> WORST_FIRST =
            comparing(Finding::score).reversed().thenComparing(Finding::rule).thenComparing(Finding::summary);

    private final RuleSet rules;
    private final Duration limit;

    /** Runs these, each for {@link #LIMIT} at most. */
    public RuleEngine(RuleSet rules) {
        this(rules, LIMIT);
    }

    RuleEngine(RuleSet rules, Duration limit) {
        this.rules = rules;
        this.limit = limit;
    }

    /** What the rules say of an analysis. The same analysis gives the same diagnosis. */
    public Diagnosis diagnose(Analysis analysis) {
        Facts facts = new Facts(analysis);
        Map<String, RuleResult> results = new TreeMap<>();
        List<Curve> curves = new ArrayList<>();
        List<PolicyFiring> firings = new ArrayList<>();
        try (BoundedRun bounded = new BoundedRun("epicenter-rules")) {
            for (Rule rule : rules.inOrder()) {
                Map<String, RuleResult> used = new HashMap<>(results);
                used.keySet().retainAll(rule.info().uses());
                RuleInput input = new RuleInput(rule.info(), facts, rules.values(rule), used);
                RuleResult result = judge(rule, input, used, bounded);
                results.put(result.rule(), result);
                if (rules.reports(rule.info().id()) && !(result instanceof RuleResult.Broken)) {
                    curves.addAll(input.curves());
                    firings.addAll(input.firings());
                }
            }
        }
        results.keySet().removeIf(id -> !rules.reports(id));
        results.values().removeIf(this::isUnasked);
        List<Finding> findings = results.values().stream()
                .flatMap(result -> result.findings().stream())
                .sorted(WORST_FIRST)
                .toList();
        curves.sort(comparing(Curve::rule).thenComparing(Curve::id));
        firings.sort(comparing(PolicyFiring::at)
                .thenComparing(PolicyFiring::policy)
                .thenComparing(f -> f.key().values().toString()));
        return new Diagnosis(analysis, findings, curves, List.copyOf(results.values()), firings);
    }

    /** Plays what the policies would have done, in time order, to whoever would do it. */
    public static void play(Diagnosis diagnosis, PolicyListener listener) {
        diagnosis.firings().forEach(listener::fired);
    }

    /** Whether it only lacks what a user may give or not: nobody who gave none asked for it, unless by name. */
    private boolean isUnasked(RuleResult result) {
        return result instanceof RuleResult.NotApplicable lacking
                && lacking.needs().equals(List.of(Need.CONTRACT.display()))
                && !rules.isNamed(lacking.rule());
    }

    private RuleResult judge(Rule rule, RuleInput input, Map<String, RuleResult> used, BoundedRun bounded) {
        RuleInfo info = rule.info();
        List<String> missing = new ArrayList<>();
        for (Need need : info.needs()) {
            if (!need.isMet(input.analysis())) {
                missing.add(need.display());
            }
        }
        for (String id : info.uses()) {
            if (used.get(id) instanceof RuleResult.Broken) {
                missing.add("the results of rule " + id + ", which is broken");
            }
        }
        if (!missing.isEmpty()) {
            return new RuleResult.NotApplicable(info.id(), info.title(), missing);
        }
        try {
            RuleResult result = found(rule, bounded.call(() -> List.copyOf(rule.check(input)), limit));
            return result instanceof RuleResult.Ok && !input.lacking().isEmpty()
                    ? new RuleResult.NotApplicable(info.id(), info.title(), input.lacking())
                    : result;
        } catch (BoundedRun.FailedException e) {
            return broken(info, String.valueOf(e.getMessage()));
        }
    }

    private static RuleResult found(Rule rule, List<Finding> unsorted) {
        RuleInfo info = rule.info();
        for (Finding finding : unsorted) {
            if (!finding.rule().equals(info.id())) {
                return broken(info, "spoke in the name of rule " + finding.rule());
            }
        }
        if (unsorted.isEmpty()) {
            return new RuleResult.Ok(info.id(), info.title());
        }
        List<Finding> findings =
                unsorted.stream().sorted(WORST_FIRST).limit(MAX_FINDINGS).toList();
        int more = unsorted.size() - findings.size();
        if (more > 0) {
            findings = new ArrayList<>(findings);
            findings.set(MAX_FINDINGS - 1, withNote(findings.get(MAX_FINDINGS - 1), more));
        }
        String page = info.about() + "\n\n" + rule.prose();
        return new RuleResult.Found(info.id(), info.title(), page, findings, more);
    }

    private static Finding withNote(Finding f, int more) {
        String note = "%s more of this kind with lower scores %s not listed."
                .formatted(Words.count(more), more == 1 ? "is" : "are");
        return new Finding(
                f.rule(),
                f.title(),
                f.score(),
                f.summary() + " " + note,
                f.explanation(),
                f.remedy(),
                f.incidents(),
                f.evidence(),
                f.counter());
    }

    private static RuleResult broken(RuleInfo info, String reason) {
        Finding finding = new Finding(
                info.id(),
                "Rule " + info.id() + " is broken",
                Severity.INFO_FROM,
                "Rule %s %s and says nothing about this recording.".formatted(info.id(), reason),
                "The other rules and the analysis itself are not affected; what this rule would have found is missing.",
                "Report it with the line above; until it is fixed, do not read this rule's silence as all clear.",
                List.of(),
                List.of(),
                List.of());
        return new RuleResult.Broken(info.id(), info.title(), reason, List.of(finding));
    }
}

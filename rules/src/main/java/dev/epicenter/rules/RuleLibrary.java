package dev.epicenter.rules;

import static java.util.Comparator.comparing;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Severity;
import dev.epicenter.rules.RuleOutcome.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules we ship, and how they are run. Also the way in: {@link #check(Analysis)}. */
public final class RuleLibrary {
    /** Findings of one rule that are listed; judgement: nobody reads the twenty-first of the same kind. */
    static final int MAX_FINDINGS = 20;

    /** In the order of docs/rules/README.md: what went wrong, then weather, then the data. The result does not depend on it. */
    private static final List<Rule> RULES = List.of(
            new LostAsyncFailureRule(),
            new ScheduledTaskStoppedRule(),
            new UncaughtExceptionRule(),
            new ProcessExitRule(),
            new DeadlockRule(),
            new OutOfMemoryRule(),
            new PoolExhaustedRule(),
            new RejectedAfterShutdownRule(),
            new ClassInitFailureRule(),
            new BrokenStateRule(),
            new SwallowedFailureRule(),
            new LostCauseRule(),
            new MaskedByCloseRule(),
            new RetryStormRule(),
            new PauseTimeoutsRule(),
            new ExceptionsAsControlFlowRule(),
            new StacklessRepeatsRule(),
            new CutStacksRule(),
            new ThinDataRule());

    /** Highest score first; the rest only makes the order the same every time. */
    private static final Comparator<Finding> WORST_FIRST =
            comparing(Finding::score).reversed().thenComparing(Finding::rule).thenComparing(Finding::summary);

    private RuleLibrary() {}

    /** The rules we ship. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** What the shipped rules say, by score, highest first, then by rule. */
    public static List<Finding> check(Analysis analysis) {
        return check(RULES, analysis);
    }

    /** What {@code rules} say, by score, highest first, then by rule. */
    public static List<Finding> check(List<Rule> rules, Analysis analysis) {
        return outcomes(rules, analysis).stream()
                .flatMap(outcome -> outcome.findings().stream())
                .sorted(WORST_FIRST)
                .toList();
    }

    /** How each of {@code rules} did, in their order. A rule that throws is reported and stops nothing. */
    public static List<RuleOutcome> outcomes(List<Rule> rules, Analysis analysis) {
        return rules.stream().map(rule -> outcome(rule, analysis)).toList();
    }

    private static RuleOutcome outcome(Rule rule, Analysis analysis) {
        try {
            List<String> missing = rule.needs().stream()
                    .filter(need -> !need.isMet(analysis))
                    .map(Need::display)
                    .toList();
            if (!missing.isEmpty()) {
                String note = "not applicable: needs " + String.join(" and ", missing);
                return new RuleOutcome(rule, Status.NOT_APPLICABLE, List.of(), note);
            }
            return limited(rule, rule.check(analysis));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return new RuleOutcome(rule, Status.BROKEN, List.of(broken(rule, e)), "broken: " + e);
        }
    }

    private static RuleOutcome limited(Rule rule, List<Finding> found) {
        List<Finding> findings = new ArrayList<>(found);
        findings.sort(WORST_FIRST);
        if (findings.isEmpty()) {
            return new RuleOutcome(rule, Status.SILENT, findings, "");
        }
        int left = findings.size() - MAX_FINDINGS;
        if (left <= 0) {
            return new RuleOutcome(rule, Status.FIRED, findings, "");
        }
        String note = "%s more of this kind with lower scores %s not listed."
                .formatted(Words.count(left), left == 1 ? "is" : "are");
        List<Finding> kept = new ArrayList<>(findings.subList(0, MAX_FINDINGS));
        kept.set(MAX_FINDINGS - 1, withNote(kept.get(MAX_FINDINGS - 1), note));
        return new RuleOutcome(rule, Status.FIRED, kept, note);
    }

    private static Finding withNote(Finding f, String note) {
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

    private static Finding broken(Rule rule, Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        return new Finding(
                rule.id(),
                "Rule " + rule.id() + " is broken",
                Severity.INFO_FROM,
                "Rule %s threw %s%s and says nothing about this recording.".formatted(rule.id(), thrown, where),
                "The other rules and the analysis itself are not affected; what this rule would have found is missing.",
                "Report it with the line above; until it is fixed, do not read this rule's silence as all clear.",
                List.of(),
                List.of(),
                List.of());
    }
}

package dev.epicenter.analyzer.jmc;

import dev.epicenter.model.JmcRules;
import dev.epicenter.model.JmcRules.Result;
import dev.epicenter.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.DependsOn;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultProvider;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** Runs JMC's rules one after the other. One that fails or takes too long is named and stops nothing. */
public final class RuleRunner {
    /** Most that a rule may take, and all of them: some are worse than linear in their events. Judgements. */
    private static final long RULE_SECONDS = 15;

    private static final long ALL_SECONDS = 60;

    private final Collection<IRule> rules;
    private final long ruleSeconds;
    private final ResultProvider results = new ResultProvider();
    private final Map<String, IResult> byRule = new HashMap<>();
    private final List<Result> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int passed;

    private RuleRunner(Collection<IRule> rules, long ruleSeconds) {
        this.rules = rules;
        this.ruleSeconds = ruleSeconds;
    }

    /**
     * Asks the rules that JMC finds by its registry.
     *
     * @param recording small enough for JMC to load: it takes up to nine times its size in memory
     */
    public static JmcRules run(Path recording) throws IOException {
        JmcLog log = JmcLog.silence();
        try {
            return run(JfrLoaderToolkit.loadEvents(recording.toFile()), RuleRegistry.getRules(), RULE_SECONDS);
        } catch (CouldNotLoadRecordingException | RuntimeException e) {
            return JmcRules.notRun("JMC could not load what it was given: " + oneLine(e));
        } finally {
            log.restore();
        }
    }

    static JmcRules run(IItemCollection events, Collection<IRule> rules, long ruleSeconds) {
        return new RuleRunner(rules, ruleSeconds).run(events);
    }

    private JmcRules run(IItemCollection events) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ALL_SECONDS);
        List<IRule> inOrder = rules.stream()
                .sorted(Comparator.comparing((IRule r) -> dependency(r) != null).thenComparing(IRule::getId))
                .toList();
        for (IRule rule : inOrder) {
            if (System.nanoTime() > end) {
                notes.add("The rule " + rule.getId() + " was not run: there was no time left.");
            } else {
                run(rule, events);
            }
        }
        found.sort(Comparator.comparingDouble(Result::score).reversed().thenComparing(Result::rule));
        return new JmcRules(found, passed, notes);
    }

    private void run(IRule rule, IItemCollection events) {
        FutureTask<@Nullable IResult> task = new FutureTask<>(() -> evaluate(rule, events));
        Thread thread = new Thread(task, "jmc-rule-" + rule.getId());
        thread.setDaemon(true);
        thread.start();
        try {
            IResult result = task.get(ruleSeconds, TimeUnit.SECONDS);
            if (result != null) {
                take(rule, result);
            }
        } catch (ExecutionException e) {
            notes.add("The rule " + rule.getId() + " failed: " + oneLine(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            thread.interrupt();
            notes.add("The rule " + rule.getId() + " was given up after " + ruleSeconds + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a rule says; null when the recording lacks what it needs. */
    private @Nullable IResult evaluate(IRule rule, IItemCollection events) throws Exception {
        if (!isAsked(rule) || !RulesToolkit.matchesEventAvailabilityMap(events, rule.getRequiredEvents())) {
            return null;
        }
        RunnableFuture<IResult> evaluation =
                rule.createEvaluation(events, IPreferenceValueProvider.DEFAULT_VALUES, results);
        evaluation.run();
        return evaluation.get();
    }

    private static @Nullable DependsOn dependency(IRule rule) {
        return rule.getClass().getAnnotation(DependsOn.class);
    }

    /** Some rules go on from another one's result, if that is severe enough. */
    private boolean isAsked(IRule rule) {
        DependsOn on = dependency(rule);
        if (on == null) {
            return true;
        }
        IResult other = byRule.get(on.value().getSimpleName());
        return other != null && other.getSeverity().compareTo(on.severity()) >= 0;
    }

    private void take(IRule rule, IResult result) {
        byRule.put(rule.getId(), result);
        results.addResults(result);
        switch (result.getSeverity()) {
            case OK -> passed++;
            case INFO -> found.add(result(rule, result, Severity.INFO));
            case WARNING -> found.add(result(rule, result, Severity.WARNING));
            case NA, IGNORE -> {}
        }
    }

    private static Result result(IRule rule, IResult result, Severity severity) {
        IQuantity score = result.getResult(TypedResult.SCORE);
        return new Result(
                rule.getId(),
                rule.getName(),
                String.valueOf(rule.getTopic()),
                severity,
                score == null
                        ? result.getSeverity().getLimit()
                        : Math.max(0, Math.min(100, score.doubleValueIn(UnitLookup.NUMBER_UNITY))),
                text(result, result.getSummary()),
                text(result, result.getExplanation()),
                text(result, result.getSolution()));
    }

    private static String text(IResult result, @Nullable String pattern) {
        return pattern == null
                ? ""
                : ResultToolkit.populateMessage(result, pattern, false).strip();
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e).replaceAll("\\s+", " ");
    }
}

package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds circuit breakers that stay open. Page: docs/rules/circuit-left-open.md. */
public final class CircuitLeftOpenRule implements Rule {
    /** Judgement: a whole function is switched off, though what it waits for may be well again. */
    static final double SCORE = 76;

    private static final Parameter MIN_OPEN = Parameter.duration(
            "min-open", Duration.ofSeconds(5), "time open, up to the end of the recording, from which it is told");

    /** Share of the recording's end within which the last refusal must lie to count as "to the end". Judgement. */
    private static final double TO_THE_END = 0.1;

    private static final int LEAST = 5;

    private static final RuleInfo INFO = RuleInfo.of(
                    "circuit-left-open",
                    Topic.FAILURE,
                    "A circuit breaker stayed open to the end",
                    "Finds circuit breakers that refuse calls up to the end of the recording: after it opened nothing that was recorded"
                            + " tried the callee again, so that the outage goes on by itself.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_OPEN);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Map<String, List<FailureSeries>> refusals = new TreeMap<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            in.facts().exemplars(series).stream()
                    .filter(CircuitLeftOpenRule::isRefusal)
                    .findFirst()
                    .ifPresent(
                            f -> refusals.computeIfAbsent(f.type() + f.message().orElse(""), k -> new ArrayList<>())
                                    .add(series));
        }
        List<Finding> findings = new ArrayList<>();
        for (List<FailureSeries> same : refusals.values()) {
            finding(in, same).ifPresent(findings::add);
        }
        return findings;
    }

    private static boolean isRefusal(Failure failure) {
        String name = failure.type().toLowerCase(Locale.ROOT);
        boolean named = name.contains("circuit") && (name.contains("open") || Family.says(failure, "open"))
                || Family.isCalled(failure, "CallNotPermittedException", "BrokenCircuitException");
        return named
                || Family.says(failure, "circuit")
                        && Family.says(failure, "is open", "short-circuited", "does not permit");
    }

    private static Optional<Finding> finding(RuleInput in, List<FailureSeries> same) {
        Facts facts = in.facts();
        Instant end = in.analysis().recording().end();
        Instant opened = same.stream()
                .map(FailureSeries::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = same.stream()
                .map(FailureSeries::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long count = same.stream().mapToLong(FailureSeries::count).sum();
        Duration open = Duration.between(opened, last);
        double tail = Duration.between(last, end).toMillis()
                / (double) Math.max(1, in.analysis().recording().length().toMillis());
        Failure first = facts.exemplars(same.get(0)).get(0);
        if (count < LEAST || open.compareTo(in.duration(MIN_OPEN)) < 0 || tail > TO_THE_END || closedBetween(same)) {
            return Optional.empty();
        }
        List<Failure> before = in.analysis().graph().failures().stream()
                .filter(f -> f.thread().equals(first.thread()) && f.id() < first.id() && !f.isCondition())
                .filter(f -> Duration.between(f.at(), opened).compareTo(Duration.ofMinutes(1)) < 0)
                .filter(f ->
                        !facts.series(f).background() || facts.series(f).last().isBefore(opened))
                .toList();
        Optional<Failure> cause = before.stream()
                .max(Comparator.comparing(f -> facts.series(f).last().isBefore(opened.plusSeconds(1)) ? f.id() : -1));
        boolean probed = cause.isPresent() && facts.series(cause.get()).last().isAfter(opened.plusSeconds(1));
        List<Failure> evidence = new ArrayList<>(List.of(first));
        cause.ifPresent(evidence::add);
        return Optional.of(new Draft(INFO, facts, probed ? SCORE * 0.7 : SCORE)
                .summary("%s refused %s calls from %s to %s, %s to the end of the recording%s."
                        .formatted(
                                facts.told(first),
                                Words.count(count),
                                facts.when(opened),
                                facts.when(last),
                                Words.duration(open),
                                cause.map(c -> "; it opened after " + facts.told(c) + ", "
                                                + (probed
                                                        ? "which came again now and then, so that the callee is still tried"
                                                        : "which never came again: nothing tried the callee any more"))
                                        .orElse("")))
                .explanation(
                        "A breaker is to open for a short time and then let one call through to see. One that stays open has no half-open"
                                + " state, a wait that is far too long, a probe that fails for another reason, or was opened by hand and"
                                + " forgotten; callers live on fallbacks meanwhile, and nobody is alarmed since nothing fails at the callee.")
                .remedy(
                        "Check the breaker's settings (Resilience4j: automaticTransitionFromOpenToHalfOpenEnabled, waitDurationInOpenState,"
                                + " permittedNumberOfCallsInHalfOpenState) and what its probe calls. Alarm on the state itself, open for longer"
                                + " than minutes, and show it on the dashboard of the function that is off.")
                .rests(evidence)
                .but(cause.isEmpty() ? "What made it open is not recorded." : "")
                .but(probed ? "The callee itself failed again meanwhile, so that open may be right." : "")
                .finding());
    }

    /** A gap far longer than usual between two refusals: it had closed meanwhile. */
    private static boolean closedBetween(List<FailureSeries> same) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        int occupied = 0;
        int size = same.get(0).profile().size();
        for (int i = 0; i < size; i++) {
            int bucket = i;
            if (same.stream().anyMatch(s -> s.profile().count(bucket) > 0)) {
                first = Math.min(first, i);
                last = i;
                occupied++;
            }
        }
        return last > first && occupied * 4 < last - first + 1;
    }
}

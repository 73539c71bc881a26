package dev.epicenter.rules.library;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Machine;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds recursion without an end, and names its circle. Page: docs/rules/runaway-recursion.md. */
public final class RunawayRecursionRule implements Rule {
    /** Judgement: an overflow was thrown. */
    static final double SCORE = 86;

    /** Judgement: the stacks are deep and circular, an overflow itself is not recorded. */
    static final double DEEP_SCORE = 60;

    /** Judgement: in many samples, so it costs time whether or not it overflows. */
    private static final Parameter MIN_SAMPLES =
            Parameter.number("min-samples", 3, "sampled stacks that must go round in the circle");

    private static final int LONGEST = 16;
    private static final int ROUNDS = 3;

    private static final RuleInfo INFO = RuleInfo.of(
                    "runaway-recursion",
                    Topic.FAILURE,
                    "Methods call each other without an end",
                    "Finds stacks that go round in a circle deeper than the recorder looks, in failures and in samples, and names the methods"
                            + " of the circle. HotSpot's own StackOverflowError leaves no event, but its way there does.")
            .needs(Need.anyOf(
                            "errors, or samples of running code",
                            "jdk.JavaErrorThrow",
                            "jdk.JavaExceptionThrow",
                            "jdk.ExecutionSample",
                            "jdk.ObjectAllocationSample")
                    .orAgent())
            .takes(MIN_SAMPLES);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        Set<Set<String>> told = new HashSet<>();
        List<Failure> overflows = in.analysis().graph().failures().stream()
                .filter(f -> f.type().equals("java.lang.StackOverflowError")
                        || f.type().equals(Condition.STACK_OVERFLOW.typeName())
                        || Family.says(f, "java.lang.stackoverflowerror"))
                .toList();
        for (Failure failure : in.analysis().graph().failures()) {
            List<Frame> cycle = failure.stack().truncated() || overflows.contains(failure)
                    ? cycle(failure.stack().frames())
                    : List.of();
            if (!cycle.isEmpty() && told.add(names(cycle))) {
                findings.add(finding(in, cycle, overflows, Optional.of(failure), 0));
            }
        }
        for (Machine.Recursion recursion : in.analysis().machine().recursions()) {
            if (recursion.samples() >= in.number(MIN_SAMPLES) && told.add(names(recursion.cycle()))) {
                findings.add(finding(in, recursion.cycle(), overflows, Optional.empty(), recursion.samples()));
            }
        }
        if (findings.isEmpty() && !overflows.isEmpty()) {
            findings.add(finding(in, List.of(), overflows, Optional.of(overflows.get(0)), 0));
        }
        return findings;
    }

    private static Set<String> names(List<Frame> cycle) {
        Set<String> names = new TreeSet<>();
        cycle.forEach(f -> names.add(f.qualifiedMethod()));
        return names;
    }

    /** The circle that the outer part of a stack consists of, innermost first; empty when there is none. */
    static List<Frame> cycle(List<Frame> frames) {
        int end = frames.size();
        for (int length = 1; length <= LONGEST && length * ROUNDS <= end; length++) {
            int same = 0;
            while (same + length < end && frames.get(end - 1 - same).sameMethod(frames.get(end - 1 - same - length))) {
                same++;
            }
            if (same + length >= Math.max(length * ROUNDS, end / 2)) {
                return frames.subList(end - length, end);
            }
        }
        return List.of();
    }

    private static Finding finding(
            RuleInput in, List<Frame> cycle, List<Failure> overflows, Optional<Failure> failure, long samples) {
        boolean overflow = !overflows.isEmpty();
        List<String> names = new ArrayList<>();
        for (int i = cycle.size() - 1; i >= 0; i--) {
            names.add(cycle.get(i).qualifiedMethod());
        }
        String circle = names.isEmpty()
                ? "in a circle that the recorded stacks are too short to show"
                : names.size() == 1
                        ? names.get(0) + " calls itself"
                        : String.join(" calls ", names) + " calls " + names.get(0);
        return new Draft(INFO, in.facts(), overflow ? SCORE : DEEP_SCORE)
                .summary(Words.sentences(
                        "Recursion deeper than the recorder looks: %s.".formatted(circle),
                        samples > 0
                                ? "%s of running code consist of it.".formatted(Words.plural(samples, "sample"))
                                : "",
                        failure.map(f -> "Seen in %s at %s."
                                        .formatted(
                                                in.facts().told(f), in.facts().when(f.at())))
                                .orElse(""),
                        overflow ? "A stack that ran over was seen %s.".formatted(Words.times(overflows.size())) : ""))
                .explanation(
                        "Each round takes a piece of the thread's stack. When it is used up the error strikes at any depth, also within"
                                + " code that holds a lock or is half done, and a handler further out may take it for something else. Usual"
                                + " circles: two objects that print, compare or serialise each other, a delegate that is its own delegate, an"
                                + " error handler that fails in its own way.")
                .remedy(
                        "Break the circle%s: leave the back reference out of toString, hashCode, equals and the serialised form"
                                        .formatted(
                                                cycle.isEmpty()
                                                        ? ""
                                                        : " at "
                                                                + cycle.get(cycle.size() - 1)
                                                                        .qualifiedMethod())
                                + " (@JsonIgnore, @JsonManagedReference), remember what was visited, or give the depth a limit. If the depth is"
                                + " real (a long list, a deep tree), use a loop with a stack of its own; a larger -Xss only moves the end.")
                .rests(failure.map(List::of).orElse(List.of()))
                .rests(overflows)
                .but(
                        overflow
                                ? ""
                                : "Recursion over deep data ends by itself; that the stack overflowed is not recorded.")
                .finding();
    }
}

package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Site;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Failures that have one explanation and one remedy, told by type, message and place.
 *
 * @param what        what happened, to begin a summary
 * @param score       on the way of an incident
 * @param is          whether a failure belongs
 * @param explanation what is behind it
 * @param remedy      what to do
 */
record Family(String what, double score, Predicate<Failure> is, String explanation, String remedy) {
    /** Share of its score that a family keeps when nothing shows harm. Judgement: a note, never a warning. */
    private static final double HARMLESS = 0.6;

    /** Other names under which one failure went on that are told. */
    private static final int NAMES = 3;

    /** The message that was asked about last, since many ask about the same one after the other; any thread's will do. */
    private static volatile Lower latest = new Lower("", "");

    private record Lower(String message, String lower) {}

    private static String lower(String message) {
        Lower known = latest;
        if (!known.message.equals(message)) {
            known = new Lower(message, message.toLowerCase(Locale.ROOT));
            latest = known;
        }
        return known.lower;
    }

    /** Whether the message has one of these; case does not count. */
    static boolean says(Failure failure, String... phrases) {
        String message = lower(failure.message().orElse(""));
        for (String phrase : phrases) {
            if (message.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class is called so, whatever its package: libraries name theirs after what happened. */
    static boolean isCalled(Failure failure, String... simpleNames) {
        String name = failure.type()
                .substring(
                        Math.max(failure.type().lastIndexOf('.'), failure.type().lastIndexOf('$')) + 1);
        for (String simple : simpleNames) {
            if (name.equals(simple)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Findings of a rule that is made of families. A failure belongs to the first that takes it; one that went on under other
     * names, from the same place of the application or by a link, is told once. What was handled on the spot, and what is thrown
     * all the time, is not told.
     */
    static List<Finding> findings(RuleInfo info, RuleInput in, List<Family> families) {
        return findings(info, in, families, failure -> Optional.empty());
    }

    /**
     * The same.
     *
     * @param coped why a failure did no harm, in words, though an incident has it; empty when nothing shows that
     */
    static List<Finding> findings(
            RuleInfo info, RuleInput in, List<Family> families, Function<Failure, Optional<String>> coped) {
        Facts facts = in.facts();
        Map<Family, List<List<FailureSeries>>> groups = new LinkedHashMap<>();
        Map<Family, Long> usual = new LinkedHashMap<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            Optional<Family> family = of(facts, series, families);
            if (family.isEmpty()) {
                continue;
            }
            if (series.background() && !facts.inIncident(series)) {
                usual.merge(family.get(), series.count(), Long::sum);
            } else if (facts.wentOn(series)) {
                join(facts, groups.computeIfAbsent(family.get(), k -> new ArrayList<>()), series);
            }
        }
        List<Finding> findings = new ArrayList<>();
        groups.forEach((family, all) ->
                all.forEach(g -> findings.add(family.finding(info, facts, g, usual.getOrDefault(family, 0L), coped))));
        return findings;
    }

    /** Puts a series to those that it goes with; it may bring together what stood apart. */
    private static void join(Facts facts, List<List<FailureSeries>> groups, FailureSeries series) {
        List<FailureSeries> joined = new ArrayList<>();
        groups.removeIf(group -> {
            boolean together =
                    group.stream().anyMatch(s -> place(s).equals(place(series)) || facts.areLinked(s, series));
            if (together) {
                joined.addAll(group);
            }
            return together;
        });
        joined.add(series);
        groups.add(joined);
    }

    private static Optional<Family> of(Facts facts, FailureSeries series, List<Family> families) {
        for (Failure failure : facts.exemplars(series)) {
            if (facts.isItsOwn(failure)) {
                for (Family family : families) {
                    if (family.is.test(failure)) {
                        return Optional.of(family);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The method of the application that it came out of; the line may differ from wrapper to cause. */
    private static String place(FailureSeries series) {
        Site site = series.site();
        Frame frame = site.frame();
        return site.known() ? frame.qualifiedMethod() + frame.descriptor() : series.type();
    }

    private Finding finding(
            RuleInfo info,
            Facts facts,
            List<FailureSeries> group,
            long usual,
            Function<Failure, Optional<String>> coped) {
        List<Failure> members = group.stream()
                .flatMap(s -> facts.exemplars(s).stream())
                .filter(f -> is.test(f) && facts.isItsOwn(f))
                .sorted(java.util.Comparator.comparing(Failure::at).thenComparing(Failure::id))
                .toList();
        Failure first = members.get(0);
        Map<String, Long> byType = new LinkedHashMap<>();
        group.forEach(s -> byType.merge(s.type(), s.count(), Long::sum));
        long count = byType.getOrDefault(first.type(), 1L);
        boolean met = group.stream().anyMatch(facts::inIncident);
        List<Optional<String>> answers = members.stream().map(coped).toList();
        Optional<String> answer = answers.stream().allMatch(Optional::isPresent) ? answers.get(0) : Optional.empty();
        boolean harm = met && answer.isEmpty();
        List<String> names = byType.keySet().stream()
                .filter(t -> !t.equals(first.type()))
                .map(Words::type)
                .distinct()
                .toList();
        return new Draft(info, facts, harm ? score : score * HARMLESS)
                .summary(Words.sentences(
                        "%s: %s in thread %s, %s%s."
                                .formatted(
                                        what,
                                        facts.told(first),
                                        first.thread().display(),
                                        count == 1 ? "at " : Words.times(count) + " from ",
                                        count == 1 ? facts.when(first.at()) : facts.when(first.at()) + " on"),
                        names.isEmpty() ? "" : "It went on as " + Words.list(names, NAMES) + "."))
                .explanation(explanation)
                .remedy(remedy)
                .rests(members.stream().limit(Facts.EVIDENCE).toList())
                .but(met ? answer.orElse("") : "Another failure took it up; that anyone was harmed is not recorded.")
                .but(
                        usual == 0
                                ? ""
                                : "The same happens all the time elsewhere in this process and is handled there (%s recorded)."
                                        .formatted(Words.times(usual)))
                .finding();
    }
}

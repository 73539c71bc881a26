package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Verdict;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds recordings that hold too little to judge by. Page: docs/rules/thin-data.md. */
public final class ThinDataRule implements Rule {
    /** Judgement: the recording can't answer the question it was opened for. */
    static final double INSUFFICIENT_SCORE = 80;

    /** Judgement: exceptions were not recorded, so only Errors, pauses and ends could be seen. */
    static final double NO_EXCEPTIONS_SCORE = 70;

    /** Judgement: most of what was thrown is missing, so may the root cause. */
    static final double MOSTLY_MISSING_SCORE = 65;

    /** Judgement: a part is missing. */
    static final double SCORE = 40;

    /** Share recorded below which something is said. Judgement: throttled at its mildest, or a busy start. */
    private static final Parameter GOOD_SHARE =
            Parameter.number("good-share", 0.9, "share of the thrown that was recorded, below which something is said");

    /** Share recorded below which the rare exception is more likely lost than kept. Judgement: even odds. */
    static final double POOR_SHARE = 0.5;

    /** Share of failures without a stack from which it is said. Judgement. */
    static final double STACKLESS_SHARE = 0.2;

    private static final String EXCEPTIONS = "jdk.JavaExceptionThrow";

    private static final RuleInfo INFO = RuleInfo.of(
                    "thin-data",
                    Topic.DATA,
                    "The recording is too thin to rest on",
                    "Finds recordings that leave out what an answer would rest on: exceptions not recorded or throttled away, missing"
                            + " stacks, lost or damaged chunks. Silence of the other rules then means little.")
            .takes(GOOD_SHARE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Gap> gaps = gaps(in.analysis(), in.number(GOOD_SHARE));
        if (gaps.isEmpty()) {
            return List.of();
        }
        double score = gaps.stream().mapToDouble(Gap::score).max().orElse(SCORE);
        List<String> remedies = gaps.stream().map(Gap::remedy).distinct().toList();
        return List.of(new Draft(INFO, in.facts(), score)
                .summary(String.join(" ", gaps.stream().map(Gap::text).toList()))
                .explanation(
                        "The root cause of an incident is usually rare and early, and so the first thing that a thin recording"
                                + " loses. What was found still stands; what was not found may be missing from the recording only.")
                .remedy(String.join(" ", remedies))
                .finding());
    }

    private static List<Gap> gaps(Analysis analysis, double goodShare) {
        DataLoss loss = analysis.dataLoss();
        List<Gap> gaps = new ArrayList<>();
        if (analysis.verdict() == Verdict.INSUFFICIENT_DATA) {
            gaps.add(new Gap(
                    INSUFFICIENT_SCORE,
                    "The recording does not hold enough for a verdict.",
                    "Record again, over the failure and some time before it."));
        }
        if (exceptionsMissing(analysis)) {
            gaps.add(new Gap(
                    NO_EXCEPTIONS_SCORE,
                    "Exceptions were switched off (" + EXCEPTIONS + "), as JDKs before 25 have them by default.",
                    enable(analysis.recording().javaVersion())));
        } else {
            addThrottled(gaps, loss, goodShare);
        }
        addStackless(gaps, loss);
        addLost(gaps, loss);
        List<String> others = loss.disabledEvents().stream()
                .filter(e -> !e.equals(EXCEPTIONS))
                .toList();
        // Worth a line only beside something worse: every stock setting leaves some event off.
        if (!gaps.isEmpty() && !others.isEmpty()) {
            gaps.add(new Gap(
                    0,
                    "Also switched off: " + Words.list(others, 5) + ".",
                    "Start from settings=profile rather than default."));
        }
        return Collections.unmodifiableList(gaps);
    }

    private static boolean exceptionsMissing(Analysis analysis) {
        return analysis.dataLoss().disabledEvents().contains(EXCEPTIONS) && !Need.EXCEPTIONS.isMet(analysis);
    }

    private static void addThrottled(List<Gap> gaps, DataLoss loss, double goodShare) {
        double share = loss.recordedShare();
        if (share >= goodShare) {
            return;
        }
        String throttle = loss.throttle().isEmpty() ? "" : "; the event is throttled to " + loss.throttle();
        gaps.add(new Gap(
                share < POOR_SHARE ? MOSTLY_MISSING_SCORE : SCORE,
                "Only %s of %s exceptions thrown were recorded%s."
                        .formatted(Words.share(share), Words.count(loss.thrown().orElse(0)), throttle),
                loss.throttle().isEmpty()
                        ? "Record exceptions from the JVM's start: -XX:StartFlightRecording:settings=profile,exceptions=all."
                        : "Lift the throttle with -XX:StartFlightRecording:settings=profile,exceptions=all, and mend the loudest"
                                + " exceptions first if that is too much."));
    }

    private static void addStackless(List<Gap> gaps, DataLoss loss) {
        double share = (double) loss.stacklessFailures() / Math.max(1, loss.recorded());
        if (share >= STACKLESS_SHARE) {
            gaps.add(new Gap(
                    SCORE,
                    "%s of %s recorded failures have no stack."
                            .formatted(Words.count(loss.stacklessFailures()), Words.count(loss.recorded())),
                    "Record stacks with the exceptions: jdk.JavaExceptionThrow#stackTrace=true."));
        }
    }

    private static void addLost(List<Gap> gaps, DataLoss loss) {
        if (loss.lostBytes() > 0) {
            gaps.add(new Gap(
                    SCORE,
                    "The recorder itself lost %s of events.".formatted(Words.bytes(loss.lostBytes())),
                    "Give the recorder more room (-XX:FlightRecorderOptions:memorysize=64m) and a faster disk."));
        }
        if (!loss.damage().isEmpty()) {
            gaps.add(new Gap(
                    SCORE,
                    "%s of the input could not be read."
                            .formatted(Words.plural(loss.damage().size(), "part")),
                    "Copy the recording again, or dump it with jcmd <pid> JFR.dump rather than copying files in use."));
        }
    }

    private static String enable(String javaVersion) {
        String modern = "-XX:StartFlightRecording:settings=profile,exceptions=all";
        if (javaVersion.startsWith("1.") || javaVersion.startsWith("11")) {
            return "Record exceptions: copy the JDK's profile.jfc, set enabled to true for jdk.JavaExceptionThrow (before JDK 9:"
                    + " java/exception_throw) in the copy and start with settings=<that file>; from JDK 17 on %s does it."
                            .formatted(modern);
        }
        return "Record exceptions: %s, or for a running JVM jcmd <pid> JFR.start settings=profile exceptions=all."
                .formatted(modern);
    }

    /** One thing missing, and how to have it next time. */
    private record Gap(double score, String text, String remedy) {}
}

package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds failures after which the process ended itself, and who ended it. Page: docs/rules/process-exit.md. */
public final class ProcessExitRule implements Rule {
    /** Judgement: everything the process did stops, but on purpose and with an exit code that somebody can see. */
    static final double SCORE = 85;

    /** Judgement: an end that the program had planned for is worth knowing, and no alarm. */
    private static final double PLANNED_SCORE = 40;

    /** What the agent says of an exit that reports success. */
    private static final String SUCCESS = "with status 0";

    /** The JDK's way to the exit; whoever called it stands below. */
    private static final Set<String> EXIT_PATH = Set.of("java.lang.Shutdown", "java.lang.Runtime", "java.lang.System");

    private static final RuleInfo INFO = RuleInfo.of(
                    "process-exit",
                    Topic.FAILURE,
                    "A failure made the process end itself",
                    "Finds a failure that led to System.exit, Runtime.halt or the end of the last thread, and names the code that"
                            + " asked for it: one caller's handling of one failure ended the work of all.")
            .needs(Need.anyOf("the end of the JVM", "jdk.Shutdown"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        return facts.incidents(SymptomKind.EXIT).stream()
                .map(i -> finding(facts, i))
                .toList();
    }

    private Finding finding(Facts facts, Incident incident) {
        Failure root = facts.failure(incident.root().failure());
        Optional<Shutdown> shutdown = facts.analysis().timeline().shutdown();
        double confidence = facts.confidence(incident, Relation.ENDED).orElse(1.0);
        Optional<String> planned = planned(facts, incident, shutdown);
        Draft draft = new Draft(INFO, facts, Score.doubted(planned.isPresent() ? PLANNED_SCORE : SCORE, confidence))
                .summary("%s, which goes back to %s at %s."
                        .formatted(
                                shutdown.map(s -> ended(facts, s)).orElse("The process ended itself"),
                                facts.told(root),
                                facts.when(root.at())))
                .explanation(
                        "An exit takes every request and task in flight with it; finally blocks of other threads do not"
                                + " run, only shutdown hooks do, and after Runtime.halt not even those.")
                .remedy(
                        "If the failure concerns one request, let it fail that request and go on. If the process truly cannot go"
                                + " on, say so in the log with the exception before the exit, use an exit code of its own, and stop"
                                + " taking work first.")
                .concerns(incident)
                .but(planned.orElse("The exit code is not recorded: an exit that was planned anyway looks the same."));
        shutdown.ifPresent(s -> draft.rests(new EventRef(
                "jdk.Shutdown", s.at(), s.thread().display(), s.stack().frames())));
        return draft.rests(facts.path(incident)).finding();
    }

    /**
     * What shows that the program had planned to end so: it reported success, or the failure was handled below the line that called
     * System.exit, so that the exit code came back as a result, as command lines do it for wrong arguments.
     */
    private static Optional<String> planned(Facts facts, Incident incident, Optional<Shutdown> shutdown) {
        if (facts.symptom(incident).message().orElse("").endsWith(SUCCESS)) {
            return Optional.of("The exit code was 0: the program took its work for done.");
        }
        Failure last = Facts.lastThrown(facts.path(incident));
        return shutdown.flatMap(ProcessExitRule::caller)
                .filter(f -> f.line() > 0 && last.stack().frames().contains(f))
                .map(f ->
                        "%s was on the failure's stack already: whoever handled it returned, and its result was the exit code. The program"
                                        .formatted(f.display())
                                + " had planned to end so, and nobody else's work need have been lost.");
    }

    private static Optional<Frame> caller(Shutdown shutdown) {
        return shutdown.stack().frames().stream()
                .filter(f -> !EXIT_PATH.contains(f.type()))
                .findFirst();
    }

    private static String ended(Facts facts, Shutdown shutdown) {
        return "%s at %s (%s)"
                .formatted(
                        caller(shutdown)
                                .map(f -> f.display() + " ended the JVM from thread "
                                        + shutdown.thread().display())
                                .orElse("The JVM ended"),
                        facts.when(shutdown.at()),
                        Words.line(shutdown.reason(), 60));
    }
}

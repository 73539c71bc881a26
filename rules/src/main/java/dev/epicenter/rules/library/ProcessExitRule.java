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
        Draft draft = new Draft(INFO, facts, Score.doubted(SCORE, confidence))
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
                .but("The exit code is not recorded: an exit that was planned anyway looks the same.");
        shutdown.ifPresent(s -> draft.rests(new EventRef(
                "jdk.Shutdown", s.at(), s.thread().display(), s.stack().frames())));
        return draft.rests(facts.path(incident)).finding();
    }

    private static String ended(Facts facts, Shutdown shutdown) {
        Optional<Frame> caller = shutdown.stack().frames().stream()
                .filter(f -> !EXIT_PATH.contains(f.type()))
                .findFirst();
        return "%s at %s (%s)"
                .formatted(
                        caller.map(f -> f.display() + " ended the JVM from thread "
                                        + shutdown.thread().display())
                                .orElse("The JVM ended"),
                        facts.when(shutdown.at()),
                        Words.line(shutdown.reason(), 60));
    }
}

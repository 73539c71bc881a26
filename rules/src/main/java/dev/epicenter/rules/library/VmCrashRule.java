package dev.epicenter.rules.library;

import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a crash of the virtual machine has in common with others that are understood. Page: docs/rules/vm-crash.md. */
public final class VmCrashRule implements Rule {
    /** Judgement: nothing of the process is left. */
    static final double SCORE = 97;

    private static final RuleInfo INFO = RuleInfo.of(
            "vm-crash",
            Topic.FAILURE,
            "The virtual machine crashed",
            "Says of every fatal error log (hs_err) where the virtual machine crashed, which known pattern the crash fits, and what"
                    + " to do about it; of a crash that only the recording tells of, that its log should be given too.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Finding> findings = new ArrayList<>();
        in.analysis().crashes().forEach(c -> findings.add(logged(facts, c)));
        if (in.analysis().crashes().stream().noneMatch(c -> c.process().isPresent())) {
            facts.analysis().graph().failures().stream()
                    .filter(f -> f.type().equals(Condition.CRASH.typeName()))
                    .filter(f -> in.analysis().crashes().stream()
                            .noneMatch(
                                    c -> c.failure().filter(id -> id == f.id()).isPresent()))
                    .findFirst()
                    .ifPresent(f -> findings.add(recorded(facts, f)));
        }
        return findings;
    }

    private static Finding logged(Facts facts, CrashLog log) {
        CrashDiagnosis best = log.diagnoses().get(0);
        Draft draft = new Draft(INFO, facts, Score.doubted(SCORE, best.confidence()))
                .summary(Words.sentences(
                        where(log), best.title() + ": " + String.join("; ", best.why()) + ".", others(log), both(log)))
                .explanation(best.explanation())
                .remedy(best.remedy() + " Known from: " + String.join(", ", best.sources()) + ".");
        log.notes().forEach(draft::but);
        if (best.confidence() < 0.6) {
            draft.but("The pattern fits only loosely.");
        }
        Optional<Failure> failure = log.failure().map(facts::failure);
        failure.ifPresent(f -> {
            draft.rests(List.of(f));
            incident(facts, f).ifPresent(draft::concerns);
        });
        return draft.finding();
    }

    private static String where(CrashLog log) {
        String frame = log.problematic()
                .map(CrashFrame::frame)
                .map(Frame::display)
                .map(f -> " in " + f)
                .orElse("");
        String thread = log.thread().name().isEmpty()
                ? ""
                : " of thread " + log.thread().name();
        String doing = log.stack().doing().isEmpty() ? "" : ", " + log.stack().doing();
        return "%s says: %s%s%s%s.".formatted(log.source(), log.cause().headline(), frame, thread, doing);
    }

    private static String others(CrashLog log) {
        List<String> also = log.diagnoses().stream()
                .skip(1)
                .map(d -> d.title() + " (" + Words.share(d.confidence()) + ")")
                .toList();
        return also.isEmpty() ? "" : "It also fits: " + String.join("; ", also) + ".";
    }

    private static String both(CrashLog log) {
        long both = log.exceptions().stream()
                .map(CrashException::recorded)
                .filter(Optional::isPresent)
                .count();
        return both == 0 ? "" : "%s of its last exceptions are in the recording too.".formatted(Words.count(both));
    }

    private static Finding recorded(Facts facts, Failure crash) {
        Draft draft = new Draft(INFO, facts, SCORE)
                .summary("%s at %s in thread %s."
                        .formatted(
                                crash.message().orElse("The virtual machine crashed"),
                                facts.when(crash.at()),
                                crash.thread().display()))
                .explanation(
                        "A crash ends everything at once; the recorder only notes that it happened, and in which thread.")
                .remedy(
                        "Give the fatal error log too: epicenter analyze app.jfr hs_err_pid<pid>.log. It lies in the working folder of the"
                                + " process, in /tmp, or where -XX:ErrorFile says.")
                .rests(new EventRef(
                        "jdk.Shutdown",
                        crash.at(),
                        crash.thread().display(),
                        crash.stack().frames()));
        incident(facts, crash).ifPresent(draft::concerns);
        return draft.finding();
    }

    private static Optional<Incident> incident(Facts facts, Failure failure) {
        return facts.analysis().incidents().stream()
                .filter(i -> facts.path(i).contains(failure))
                .findFirst();
    }
}

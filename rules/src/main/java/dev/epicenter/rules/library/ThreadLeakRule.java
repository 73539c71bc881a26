package dev.epicenter.rules.library;

import dev.epicenter.model.Curve;
import dev.epicenter.model.EventRef;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds threads that are started and never end. Page: docs/rules/thread-leak.md. */
public final class ThreadLeakRule implements Rule {
    /** Judgement: it ends in "unable to create native thread", or the machine's limit, with time. */
    static final double SCORE = 76;

    private static final Parameter MIN_GROWTH =
            Parameter.number("min-growth", 25, "threads more at the end than at the beginning");

    /** Share of a creator's threads that must still live for it to be named. Judgement. */
    private static final double ALIVE = 0.8;

    private static final RuleInfo INFO = RuleInfo.of(
                    "thread-leak",
                    Topic.LOAD,
                    "Threads are started and never end",
                    "Finds a number of live threads that only grows, and the code that started those that are still there.")
            .needs(Need.anyOf("statistics of threads", "jdk.JavaThreadStatistics"))
            .takes(MIN_GROWTH);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Optional<Growth> grown = Growth.of(Growth.threads(in.analysis()), in.number(MIN_GROWTH), 0);
        if (grown.isEmpty()) {
            return List.of();
        }
        Growth growth = grown.get();
        List<Machine.ThreadCreator> creators = in.analysis().machine().creators().stream()
                .filter(c -> c.started() - c.ended() >= in.number(MIN_GROWTH) / 2)
                .filter(c -> c.started() - c.ended() >= ALIVE * c.started())
                .toList();
        String rate = String.format(Locale.ROOT, "%.1f a minute", growth.trend().slope() * 60);
        String range = String.format(
                Locale.ROOT,
                "95%% interval %.1f to %.1f",
                growth.trend().lowest() * 60,
                growth.trend().highest() * 60);
        String text = "Live threads rose from %s to %s, %s (%s)."
                .formatted(
                        Words.count(Math.round(growth.first())), Words.count(Math.round(growth.last())), rate, range);
        in.draw(growth.curve(
                "amplification-threads",
                INFO.id(),
                "Live threads",
                text,
                new Curve.Axis("live threads", Curve.Unit.COUNT)));
        Draft draft = new Draft(INFO, in.facts(), creators.isEmpty() ? SCORE - 12 : SCORE)
                .summary(Words.sentences(
                        text,
                        creators.isEmpty()
                                ? "Who started them is not recorded."
                                : "Started and not ended while recording: "
                                        + Words.list(
                                                creators.stream()
                                                        .map(ThreadLeakRule::told)
                                                        .toList(),
                                                3) + "."))
                .explanation(
                        "Each thread holds a stack (1 MB of address space by default), its locals and its thread locals. The count ends"
                                + " at the container's pids limit, ulimit -u or the memory, with \"unable to create native thread\" for"
                                + " whoever asks next.")
                .remedy(
                        "%s: give the work to one bounded pool that is made once, and shut down in close() what an object starts"
                                        .formatted(
                                                creators.isEmpty()
                                                        ? "Find the creator (record jdk.ThreadStart with its stack; jcmd <pid> Thread.print, count"
                                                                + " by name)"
                                                        : "At "
                                                                + creators.get(0)
                                                                        .site()
                                                                        .display())
                                + " (executors made in a method, timers, and clients built per request are the usual ones). Name threads by what"
                                + " they are for.");
        creators.stream()
                .limit(3)
                .forEach(c -> draft.rests(new EventRef(
                        "jdk.ThreadStart", in.analysis().recording().start(), c.pattern(), List.of(c.site()))));
        return List.of(draft.but(
                        "A load that rises all the time grows a pool of threads in the same way, and shrinks it later.")
                .finding());
    }

    private static String told(Machine.ThreadCreator c) {
        Frame site = c.site();
        return "%s by %s (%s)"
                .formatted(
                        Words.count(c.started() - c.ended()),
                        site.type().isEmpty() ? "unknown code" : site.display(),
                        c.pattern());
    }
}

package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.group.Grouping.Group;
import dev.epicenter.analyzer.reconstruct.Depth;
import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.JvmProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Order between incidents that nothing links. What a process meets while it starts, or because it ends, is worth telling by
 * itself; beside something that went wrong in the middle of its work it comes second, however loud.
 */
final class Precedence {
    /** Points by which one comes second, the least that shows. */
    private static final double STEP = 0.1;

    /** A process has started when so much of its recording is over, at most {@link #LONGEST_START}. A judgement. */
    private static final double START = 0.2;

    private static final Duration LONGEST_START = Duration.ofSeconds(15);

    private final Reconstructed reconstructed;

    Precedence(Reconstructed reconstructed) {
        this.reconstructed = reconstructed;
    }

    /** The same groups with scores that put each in its place; an incident stays one. */
    List<Group> applied(List<Group> groups) {
        Optional<Group> worst = groups.stream()
                .filter(g -> g.score() >= Judgement.INCIDENT && !comesSecond(g))
                .max(Comparator.comparingDouble(Group::score));
        return worst.map(w -> groups.stream().map(g -> behind(g, w)).toList()).orElse(groups);
    }

    private Group behind(Group group, Group worst) {
        boolean above = group.score() >= worst.score();
        double least = Math.min(group.score(), Judgement.INCIDENT);
        return above && comesSecond(group)
                ? new Group(group.main(), group.all(), Math.max(least, worst.score() - STEP))
                : group;
    }

    private boolean comesSecond(Group group) {
        return isUnexplainedEnd(group) || cameWithTheEnd(group) || isOfTheStart(group);
    }

    /** A kill that nothing is known to have led to: it does not say what was wrong before. */
    private static boolean isUnexplainedEnd(Group group) {
        return group.main().links().isEmpty() && group.main().root().type().equals(Condition.KILLED.typeName());
    }

    private boolean cameWithTheEnd(Group group) {
        return group.main().path().stream()
                .filter(f -> !f.isCondition())
                .map(Failure::id)
                .map(reconstructed.wakeOfEnd()::contains)
                .reduce((a, b) -> a && b)
                .orElse(false);
    }

    /** Whether all of it happened in library code while the process started, and never again without another cause. */
    private boolean isOfTheStart(Group group) {
        return group.all().stream()
                .flatMap(story -> story.path().stream())
                .allMatch(f -> !f.isCondition()
                        && Depth.isLibrarys(reconstructed.graph().seriesOf(f).site(), f)
                        && isAtStart(f));
    }

    private boolean isAtStart(Failure failure) {
        JvmProcess process = reconstructed.processes().get(failure.thread().process());
        Duration share =
                Duration.between(process.start(), process.end()).dividedBy(100).multipliedBy((long) (100 * START));
        Instant started = process.start().plus(share.compareTo(LONGEST_START) < 0 ? share : LONGEST_START);
        return failure.at().isBefore(started);
    }
}

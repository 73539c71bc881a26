package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Links from what failed as a wait began, or while it lasted, to the time-out that ended it: who should have answered had
 * failed. How long the wait was stands in most time-outs' messages, or in the thread's own waits. A complaint that something is
 * older than so long counts as a wait for what should have renewed it. See {@link WaitCase}.
 */
final class WaitFinder implements LinkFinder {
    /** With a link as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.6;

    /** Time-outs of one kind that are looked at, and kinds of failure asked about each. */
    private static final int MOST = 64;

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Set<Integer> chained = new HashSet<>();
        selected.chosen().forEach(l -> chained.add(l.from()));
        Map<Integer, Boolean> awaited = new HashMap<>();
        Map<Integer, Duration> waited = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (RecordedSeries series : index.events().series()) {
            Failure first = index.first(series);
            if (first.isCondition() || !Wording.stale(first) && !Wording.timeout(first)) {
                continue;
            }
            List<Failure> open = series.exemplars().stream()
                    .limit(Wording.stale(first) ? 1 : MOST)
                    .map(index::failure)
                    .filter(f -> Wording.stale(f) || Wording.timeout(f))
                    .filter(f -> selected.into(f.id()).map(Link::confidence).orElse(0.0) < EXPLAINED)
                    .toList();
            index.unusual().stream()
                    .filter(s -> !open.isEmpty()
                            && s.first().isBefore(open.get(open.size() - 1).at()))
                    .filter(s -> !s.type().equals(series.type())
                            && awaited.computeIfAbsent(s.id(), id -> mayBeWaitedFor(index.first(s))))
                    .limit(MOST)
                    .forEach(s -> links(
                            index,
                            s,
                            open,
                            t -> waited.computeIfAbsent(t.id(), id -> waited(index, t)),
                            chained,
                            links));
        }
        return links;
    }

    /** Whether somebody may have waited in vain because of such a failure. */
    static boolean mayBeWaitedFor(Failure failure) {
        return !Wording.termination(failure.type()) && !Wording.closedFromOutside(failure) && !Wording.stale(failure);
    }

    private static void links(
            FailureIndex index,
            RecordedSeries of,
            List<Failure> open,
            Function<Failure, Duration> waited,
            Set<Integer> chained,
            List<Link> links) {
        WaitCase.Kind suspect =
                new WaitCase.Kind(of.exemplars().stream().map(index::failure).toList(), of.count());
        Failure first = open.get(0);
        String owner = owner(index, suspect.failures().get(0));
        boolean tied = !owner.isEmpty() && owner.equals(owner(index, first));
        new WaitCase(suspect, open, waited)
                .cases(tied, index.isBackground(first)).stream()
                        .filter(made -> !isLastAttempt(index, made.from(), first))
                        .map(made -> made.againstIf(
                                chained.contains(made.from().id()),
                                "went-on-elsewhere",
                                0.9,
                                "The first was wrapped or reported elsewhere, too"))
                        .flatMap(
                                made -> made.ifWorthIt(Wording.stale(first) ? Relation.STATE : Relation.ASYNC).stream())
                        .forEach(links::add);
    }

    /** Whether it is the same call's failure: who tries again waits again as the last attempt fails. */
    private static boolean isLastAttempt(FailureIndex index, Failure suspect, Failure timeout) {
        return index.inSameCall(suspect, timeout);
    }

    /** How long it had waited: as its message tells, else as its thread's last wait was. */
    private static Duration waited(FailureIndex index, Failure timeout) {
        OptionalLong told = Wording.told(timeout);
        if (told.isPresent()) {
            return Duration.ofMillis(told.getAsLong());
        }
        return index.thread(timeout).stream()
                .flatMap(life -> life.waits().stream())
                .filter(w -> !w.end().isAfter(timeout.at())
                        && Duration.between(w.end(), timeout.at()).compareTo(WaitCase.SLACK) < 0)
                .map(ThreadLife.Wait::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The library, or the package of the application, that threw it. */
    private static String owner(FailureIndex index, Failure failure) {
        return failure.stack().frames().stream()
                .map(Frame::type)
                .filter(type -> !InApp.isJdk(type))
                .findFirst()
                .map(type -> index.inApp().contains(type) ? Names.packageOf(type) : InApp.root(type))
                .orElse("");
    }
}

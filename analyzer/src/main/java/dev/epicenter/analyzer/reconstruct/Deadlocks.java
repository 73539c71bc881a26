package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.CircleMember;
import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Threads that a dump shows to wait for each other in a circle: they never go on, so the first dump that has it will do. */
final class Deadlocks {
    /** Frames next to the lock that tell one path from another. */
    private static final int PATH = 3;

    /** Threads named that wait behind the circle. */
    private static final int NAMED = 3;

    private Deadlocks() {}

    static List<Supposed> find(RecordedEvents events, List<ThreadDump> dumps) {
        List<Supposed> found = new ArrayList<>();
        Set<Set<String>> known = new HashSet<>();
        for (ThreadDump dump : dumps) {
            for (List<CircleMember> circle : dump.circles()) {
                if (known.add(names(circle))) {
                    found.add(deadlock(events, dump, circle));
                }
            }
        }
        return found;
    }

    private static Set<String> names(List<CircleMember> circle) {
        return circle.stream().map(CircleMember::thread).collect(Collectors.toSet());
    }

    private static Supposed deadlock(RecordedEvents events, ThreadDump dump, List<CircleMember> circle) {
        String first = strayed(events, dump, circle).orElse(circle.get(0).thread());
        List<String> parts = circle.stream().map(m -> waits(dump, m)).toList();
        List<String> behind = dump.threads().stream()
                .filter(t -> !names(circle).contains(t.name()))
                .filter(t -> dump.holder(t)
                        .filter(h -> names(circle).contains(h.name()))
                        .isPresent())
                .map(DumpedThread::name)
                .toList();
        String message = "Threads wait for each other: " + String.join("; ", parts)
                + (behind.isEmpty() ? "" : "; behind them " + Blocked.names(behind, NAMED));
        return new Supposed(
                        Condition.DEADLOCK,
                        began(events, names(circle), dump.at()),
                        Blocked.thread(events, first),
                        stack(dump, first),
                        message,
                        Optional.empty())
                .stuck(names(circle));
    }

    private static String waits(ThreadDump dump, CircleMember member) {
        String place = dump.named(member.thread())
                .flatMap(Blocked::place)
                .map(f -> " in " + f.display())
                .orElse("");
        String article = member.lock().startsWith("initialiser") ? " waits for the " : " waits for a ";
        return member.thread() + article + member.lock() + place;
    }

    private static StackTrace stack(ThreadDump dump, String thread) {
        return new StackTrace(
                List.of(), dump.named(thread).map(DumpedThread::frames).orElse(List.of()), false);
    }

    /** The thread that got into the circle by way of an exception: its last failure was thrown below where it waits now. */
    private static Optional<String> strayed(RecordedEvents events, ThreadDump dump, List<CircleMember> circle) {
        String strayed = null;
        for (Failure failure : events.failures()) {
            String name = failure.thread().name();
            List<Frame> waiting = names(circle).contains(name)
                    ? dump.named(name).map(DumpedThread::frames).orElse(List.of())
                    : List.of();
            boolean below = waiting.stream()
                    .filter(f -> !InApp.isJdk(f.type()))
                    .limit(PATH)
                    .anyMatch(f -> failure.stack().passes(f.type(), f.method()));
            strayed = below ? name : strayed;
        }
        return Optional.ofNullable(strayed);
    }

    /** The dump may come long after: the circle closed when the last of its threads was last seen to do anything. */
    private static Instant began(RecordedEvents events, Set<String> names, Instant dump) {
        return events.threads().stream()
                .filter(t -> names.contains(t.thread().name()))
                .map(ThreadLife::lastSeen)
                .filter(seen -> seen.isBefore(dump))
                .max(Comparator.naturalOrder())
                .orElse(dump);
    }
}

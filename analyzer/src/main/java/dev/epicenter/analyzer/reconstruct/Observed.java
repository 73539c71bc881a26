package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.Bond;
import dev.epicenter.analyzer.read.AgentRecord.BondKind;
import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Look-ups over what the agent saw of one process. Without the agent all of them find nothing. */
final class Observed {
    private final AgentRecord record;
    private final Map<Long, HandlerCode> handlers = new HashMap<>();
    private final Map<Long, List<Handling>> handlings = new HashMap<>();
    private final Map<Long, Long> causes = new HashMap<>();
    private final Map<Long, List<Work>> failedTasks = new HashMap<>();
    private final Map<Long, Work> tasks = new HashMap<>();
    private final Set<Long> uncaught = new HashSet<>();
    private final Map<Long, List<Handling>> handlingsByThread = new HashMap<>();

    Observed(AgentRecord record) {
        this.record = record;
        record.handlers().forEach(h -> handlers.put(h.site(), h));
        for (Handling h : record.handlings()) {
            handlings.computeIfAbsent(h.failure(), f -> new ArrayList<>()).add(h);
            handlingsByThread
                    .computeIfAbsent(h.thread().id(), t -> new ArrayList<>())
                    .add(h);
        }
        for (Bond bond : record.bonds()) {
            if (bond.kind() == BondKind.CAUSE) {
                causes.putIfAbsent(bond.to(), bond.from());
            }
        }
        for (Work task : record.tasks()) {
            tasks.put(task.number(), task);
            if (task.failure() != 0) {
                failedTasks
                        .computeIfAbsent(task.failure(), f -> new ArrayList<>())
                        .add(task);
            }
        }
        record.uncaught().forEach(u -> uncaught.add(u.failure()));
    }

    AgentRecord record() {
        return record;
    }

    /** Whether the agent knows the failure's very object. */
    static boolean knows(Failure failure) {
        return failure.number() != 0;
    }

    /** Number of a throwable's cause, 0 when it has none or it is not known. */
    long causeOf(long number) {
        return causes.getOrDefault(number, 0L);
    }

    /** Whether one is among the causes of another. */
    boolean isAmongCauses(long cause, long of) {
        long next = causeOf(of);
        for (int depth = 0; depth < 32 && next != 0; depth++) {
            if (next == cause) {
                return true;
            }
            next = causeOf(next);
        }
        return false;
    }

    Optional<HandlerCode> handler(long site) {
        return Optional.ofNullable(handlers.get(site));
    }

    /** Catch blocks that received a failure, in time order. */
    List<Handling> handlings(Failure failure) {
        return knows(failure) ? handlings.getOrDefault(failure.number(), List.of()) : List.of();
    }

    /** What a thread's catch blocks received, in time order. */
    List<Handling> handlingsIn(long thread) {
        return handlingsByThread.getOrDefault(thread, List.of());
    }

    /** Tasks that a failure ended. */
    List<Work> endedBy(Failure failure) {
        return knows(failure) ? failedTasks.getOrDefault(failure.number(), List.of()) : List.of();
    }

    @Nullable
    Work task(long number) {
        return tasks.get(number);
    }

    /** Whether a failure ended a thread. */
    boolean isUncaught(Failure failure) {
        return uncaught.contains(failure.number());
    }

    /** The catch block where a failure came to its end, if one did not throw it on. */
    Optional<HandlerCode> finalHandler(Failure failure) {
        List<Handling> all = handlings(failure);
        return all.isEmpty()
                ? Optional.empty()
                : handler(all.get(all.size() - 1).site()).filter(Observed::ends);
    }

    /**
     * Whether a failure came to its end in a catch block further in than a frame of its stack: then that frame's method never met it.
     */
    boolean endedBelow(Failure failure, Frame frame) {
        Optional<HandlerCode> end = finalHandler(failure);
        List<Frame> frames = failure.stack().frames();
        int outer = frames.indexOf(frame);
        return end.isPresent() && outer > 0 && frames.subList(0, outer).stream().anyMatch(end.get()::guards);
    }

    private static boolean ends(HandlerCode handler) {
        return handler.disposition() != Disposition.RETHROWN
                && handler.disposition() != Disposition.WRAPPED
                && handler.does().contains("continues");
    }

    /** What a catch block of a thread had received last at some time, if that block holds one of the frames. */
    Optional<Handling> handlingAround(long thread, Instant at, List<Frame> frames) {
        List<Handling> all = handlingsIn(thread);
        for (int i = all.size() - 1; i >= 0; i--) {
            Handling h = all.get(i);
            if (!h.at().isAfter(at)) {
                Optional<HandlerCode> site = handler(h.site());
                boolean around = site.isPresent() && frames.stream().anyMatch(site.get()::holds);
                return around ? Optional.of(h) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

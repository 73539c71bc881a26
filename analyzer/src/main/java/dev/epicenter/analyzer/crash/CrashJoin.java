package dev.epicenter.analyzer.crash;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.CrashCollection;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.Failure;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds out which crash logs are of the recorded process, and brings those to the recording's clock. */
public final class CrashJoin {
    /** The recorder's and the log's clock differ by less; the log's has whole seconds. A judgement. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** An exception's two times differ by less: the log has milliseconds since a start that is known to some 20 ms. A judgement. */
    private static final Duration SAME = Duration.ofMillis(100);

    /** A busy machine may take so long from the crash to the recorder's last event. A judgement. */
    private static final Duration LATE = Duration.ofSeconds(20);

    /** An exception's two times differ by about the same for all of one process, to less than this. A judgement. */
    private static final Duration JITTER = Duration.ofMillis(40);

    private static final Pattern CRASH = Pattern.compile("crash|VM Error", Pattern.CASE_INSENSITIVE);

    private CrashJoin() {}

    /**
     * The processes, each with its logs, its timeline completed by them. A log that is of none of them stands with the first, with a
     * note that says so.
     *
     * @param processes at least one
     */
    public static List<JoinedProcess> join(List<RecordedEvents> processes, List<CrashLog> logs) {
        List<List<CrashLog>> joined = new ArrayList<>();
        processes.forEach(p -> joined.add(new ArrayList<>()));
        for (CrashLog log : logs) {
            int index = processOf(log, processes);
            RecordedEvents first = processes.get(0);
            if (index >= 0) {
                joined.get(index).add(log.joined(index, instant(processes.get(index), log)));
            } else {
                joined.get(0).add(log.dated(log.at().orElse(first.recording().end()), notJoined(processes, log)));
            }
        }
        List<JoinedProcess> all = new ArrayList<>();
        for (int p = 0; p < processes.size(); p++) {
            RecordedEvents events = processes.get(p);
            List<CrashLog> own = joined.get(p);
            all.add(new JoinedProcess(events.withTimeline(timeline(events.timeline(), own)), own));
        }
        return all;
    }

    /** The process that the log may be of, the one with its process id first; -1 when there is none. */
    private static int processOf(CrashLog log, List<RecordedEvents> processes) {
        return IntStream.range(0, processes.size())
                .filter(p -> otherProcess(processes.get(p).recording(), log).isEmpty())
                .boxed()
                .max(Comparator.<Integer>comparingInt(
                                p -> processes.get(p).recording().pid() == log.pid() ? 1 : 0)
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(-1);
    }

    private static String notJoined(List<RecordedEvents> processes, CrashLog log) {
        return processes.size() == 1
                ? "The log is not of the process that was recorded: "
                        + otherProcess(processes.get(0).recording(), log).orElseThrow()
                : "The log is not of a process that was recorded";
    }

    /** Why the log cannot be of the process recorded; empty when it can. */
    private static Optional<String> otherProcess(Recording recording, CrashLog log) {
        if (recording.chunks() == 0) {
            return Optional.empty();
        }
        if (recording.pid() >= 0 && log.pid() >= 0 && recording.pid() != log.pid()) {
            return Optional.of("its process id is " + log.pid() + ", not " + recording.pid());
        }
        String recorded = recording.javaVersion();
        String logged = log.vm().javaVersion();
        if (!recorded.isEmpty() && !logged.isEmpty() && !recorded.equals(logged)) {
            return Optional.of("it ran on JDK " + logged + ", not " + recorded);
        }
        String main = recording.mainClass();
        if (!main.isEmpty()
                && !log.vm().mainClass().isEmpty()
                && !main.equals(log.vm().mainClass())) {
            return Optional.of("it ran " + log.vm().mainClass() + ", not " + main);
        }
        return outOfTime(recording, log);
    }

    /** The process that crashed ran all the time that was recorded; containers give every process the same id. */
    private static Optional<String> outOfTime(Recording recording, CrashLog log) {
        if (doubtful(log) || log.at().isEmpty()) {
            return Optional.empty();
        }
        if (log.at().get().plus(SLACK).isBefore(recording.end())) {
            return Optional.of("it crashed at " + log.at().get() + ", before the recording ended");
        }
        boolean startedLater = log.started()
                .filter(s -> s.minus(SLACK).isAfter(recording.start()))
                .isPresent();
        return startedLater
                ? Optional.of("it started at " + log.started().orElseThrow() + ", after the recording did")
                : Optional.empty();
    }

    /** Whether the log's time may be off by hours. */
    private static boolean doubtful(CrashLog log) {
        return log.notes().stream().anyMatch(n -> n.contains("taken as UTC") || n.contains("the file's date"));
    }

    /**
     * When it crashed. The log counts from the start of the virtual machine, by a clock of its own; exceptions that both have tell
     * when that was. Else the recorder's own last event tells it best.
     */
    private static Instant instant(RecordedEvents events, CrashLog log) {
        Optional<Instant> recorded = events.timeline()
                .shutdown()
                .filter(s -> CRASH.matcher(s.reason()).find())
                .map(s -> s.at());
        Instant end = events.recording().end();
        Instant logged = log.at().orElse(end);
        Instant about = recorded.orElse(logged.isAfter(end) && !doubtful(log) ? logged : end);
        return log.uptime()
                .flatMap(up -> start(events.failures(), log, about.minus(up)).map(start -> start.plus(up)))
                .orElse(about);
    }

    /** The start of the virtual machine by the recording's clock for which the most exceptions of the log are in the recording. */
    private static Optional<Instant> start(List<Failure> failures, CrashLog log, Instant about) {
        List<Duration> offsets = new ArrayList<>();
        for (CrashException e : log.exceptions()) {
            failures.stream()
                    .filter(f -> alike(e, f))
                    .map(f -> Duration.between(about.plus(e.since()), f.at()))
                    .filter(offset -> offset.abs().compareTo(LATE) <= 0)
                    .forEach(offsets::add);
        }
        offsets.sort(Comparator.naturalOrder());
        Duration best = null;
        int most = 0;
        int last = 0;
        for (int first = 0; first < offsets.size(); first++) {
            Duration end = offsets.get(first).plus(JITTER);
            while (last < offsets.size() && offsets.get(last).compareTo(end) <= 0) {
                last++;
            }
            int fit = last - first;
            Duration middle = offsets.get(first + fit / 2);
            if (best == null || fit > most || fit == most && middle.abs().compareTo(best.abs()) < 0) {
                best = middle;
                most = fit;
            }
        }
        return Optional.ofNullable(best).map(about::plus);
    }

    /** Whether they may be one Throwable, going by all but the time. */
    private static boolean alike(CrashException logged, Failure recorded) {
        return recorded.type().equals(logged.type())
                && recorded.thread().name().equals(logged.thread())
                && (logged.message().isEmpty()
                        || recorded.message().isEmpty()
                        || recorded.message().equals(logged.message()));
    }

    /**
     * The recording's timeline, with what the logs of its process tell of the heap where it does not: the last seconds, or all
     * of it.
     */
    private static Timeline timeline(Timeline recorded, List<CrashLog> joined) {
        List<HeapSample> heap = new ArrayList<>(recorded.heap());
        long max = recorded.maxHeapBytes();
        for (CrashLog log : joined) {
            if (log.process().isEmpty() || log.started().isEmpty()) {
                continue;
            }
            max = max > 0 ? max : log.memory().of(CrashMemory.HEAP_MAX);
            for (CrashCollection c : log.collections()) {
                Instant at = log.started().get().plus(c.since());
                boolean known = recorded.heap().stream()
                        .anyMatch(h -> Duration.between(h.at(), at).abs().compareTo(SAME) <= 0);
                if (!known) {
                    heap.add(new HeapSample(at, c.usedAfterBytes(), c.committedBytes()));
                }
            }
        }
        heap.sort(Comparator.comparing(HeapSample::at));
        return new Timeline(
                recorded.pauses(), recorded.pauseCount(), recorded.pauseTotal(), heap, max, recorded.shutdown());
    }

    /** The log's exceptions, each with the failure that is the same Throwable: same type, thread and time. */
    public static List<CrashException> exceptions(CrashLog log, List<Failure> failures) {
        Optional<Instant> start = log.started();
        if (log.process().isEmpty() || start.isEmpty()) {
            return log.exceptions();
        }
        Set<Integer> taken = new HashSet<>();
        List<CrashException> joined = new ArrayList<>();
        for (CrashException e : log.exceptions()) {
            Instant at = start.get().plus(e.since());
            Optional<Failure> same = failures.stream()
                    .filter(f -> f.type().equals(e.type()) && f.thread().name().equals(e.thread()))
                    .filter(f -> Duration.between(f.at(), at).abs().compareTo(SAME) <= 0)
                    .filter(f -> e.message().isEmpty()
                            || f.message().isEmpty()
                            || f.message().equals(e.message()))
                    .filter(f -> !taken.contains(f.id()))
                    .min(Comparator.comparing(f -> Duration.between(f.at(), at).abs()));
            same.ifPresent(f -> taken.add(f.id()));
            joined.add(new CrashException(
                    e.since(), e.thread(), e.type(), e.message(), e.thrownAt(), same.map(Failure::id)));
        }
        return joined;
    }
}

package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.crash.CrashJoin;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FaultArea;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Crashes of the virtual machine, as fatal error logs and the recorder's last words tell of them, and what led to them: memory that
 * ran out, a stack that was used up, a failure in the thread that crashed.
 */
final class Crashes {
    /** The JVM's own words for its crash: JDK 9 to 17 and JDK 25 name it differently (see jdk.Shutdown, jdk.DumpReason). */
    private static final Pattern RECORDED = Pattern.compile("crash|VM Error|OutOfMemory", Pattern.CASE_INSENSITIVE);

    /** A failure of the thread that far before the crash says nothing of it. A judgement. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    /** Innermost frames of the failure's stack in which native code may have been called. A judgement. */
    private static final int INNERMOST = 3;

    /** What evidence names in the place of an event: the fatal error log. */
    private static final String LOG = "hs_err";

    /** A log blames memory so firmly, or not at all. */
    private static final double OBSERVED = 0.95;

    private final RecordedEvents events;
    private final List<CrashLog> logs;
    private final Background background;
    private final List<Supposed> exhausted;
    private final Map<CrashLog, Supposed> standing = new IdentityHashMap<>();
    private final Set<Supposed> replaced = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param logs      fatal error logs, those of the recorded process joined with it
     * @param exhausted what the recording says of memory
     */
    Crashes(RecordedEvents events, List<CrashLog> logs, Background background, List<Supposed> exhausted) {
        this.events = events;
        this.logs = logs;
        this.background = background;
        this.exhausted = exhausted;
    }

    /** Whether the recorder says so. */
    static boolean isCrash(Shutdown shutdown) {
        return RECORDED.matcher(shutdown.reason()).find();
    }

    /** The crashes, and the conditions that led to them. */
    List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        for (CrashLog log : logs) {
            logged(log, found);
        }
        if (logs.stream().noneMatch(l -> l.process().isPresent())) {
            events.timeline().shutdown().filter(Crashes::isCrash).ifPresent(s -> recorded(s, found));
        }
        return found;
    }

    /** The logs, once failures have their ids. */
    List<CrashLog> placed(Map<Supposed, Failure> placed, List<Failure> failures) {
        return logs.stream()
                .map(log -> Optional.ofNullable(standing.get(log))
                        .map(placed::get)
                        .map(f -> log.standingFor(f.id()))
                        .orElse(log))
                .map(log -> log.withExceptions(CrashJoin.exceptions(log, failures)))
                .toList();
    }

    private void logged(CrashLog log, List<Supposed> found) {
        ThreadRef thread = thread(log);
        Instant at = log.at().orElse(events.recording().end());
        StackTrace stack = log.stack().trace();
        Optional<Supposed> before = before(log, at, thread, stack);
        Optional<Failure> cause = before.isPresent() ? Optional.empty() : failureBefore(log, at, thread);
        Supposed crash = new Supposed(condition(log), at, thread, stack, message(log), cause).seenIn(LOG);
        before.ifPresent(b -> {
            found.add(b.seenIn(LOG));
            crash.after(b).with("log-says-so", OBSERVED, reason(log));
        });
        cause.ifPresent(c -> argue(crash, c, log, at));
        found.add(crash);
        standing.put(log, crash);
    }

    private static Condition condition(CrashLog log) {
        boolean sent =
                log.cause().sender().isPresent() || log.cause().signalCode().equals("SI_USER");
        return sent ? Condition.KILLED : Condition.CRASH;
    }

    private static String message(CrashLog log) {
        CrashDiagnosis diagnosis = log.diagnoses().get(0);
        String where = log.problematic()
                .map(CrashFrame::frame)
                .or(() -> log.stack().frames().stream().map(CrashFrame::frame).findFirst())
                .filter(f -> log.cause().kind() == CrashKind.SIGNAL)
                .map(f -> " in " + f.qualifiedMethod())
                .orElse("");
        String other = log.process().isEmpty() ? "; of another process than the one recorded" : "";
        String what = condition(log) == Condition.KILLED
                ? "The process was killed: " + log.cause().headline()
                : "The virtual machine crashed: " + log.cause().headline() + where + ". " + diagnosis.title();
        return what + " (" + log.source() + other + ")";
    }

    /** Memory, or the stack: conditions of their own, of which the crash is only the end. */
    private Optional<Supposed> before(CrashLog log, Instant at, ThreadRef thread, StackTrace stack) {
        Instant just = at.minusNanos(1);
        return switch (log.cause().kind()) {
            case JAVA_MEMORY -> Optional.of(memory(log, just, thread, stack, "Java memory: "));
            case NATIVE_MEMORY -> Optional.of(memory(log, just, thread, stack, "Native memory: "));
            case SIGNAL -> log.cause().area() == FaultArea.STACK_END
                    ? Optional.of(new Supposed(
                            Condition.STACK_OVERFLOW,
                            just,
                            thread,
                            stack,
                            "The stack of thread " + thread.display() + " was used up, "
                                    + (log.stack().sizeBytes() >> 10) + " KiB",
                            Optional.empty()))
                    : Optional.empty();
            case VM_ERROR, UNKNOWN -> Optional.empty();
        };
    }

    /** The log knows who asked; what the recording knows of the memory is told with it. */
    private Supposed memory(CrashLog log, Instant at, ThreadRef thread, StackTrace stack, String whose) {
        CrashDiagnosis diagnosis = log.diagnoses().get(0);
        Optional<Supposed> known = exhausted.stream()
                .filter(s -> log.process().isPresent() && log.cause().kind() == CrashKind.JAVA_MEMORY)
                .filter(s -> s.condition == Condition.OUT_OF_MEMORY && !s.at.isAfter(at))
                .findFirst();
        known.ifPresent(replaced::add);
        return new Supposed(
                Condition.OUT_OF_MEMORY,
                at,
                thread,
                stack,
                whose + log.cause().message().replaceFirst("^fatal error: OutOfMemory encountered: ", "") + ". "
                        + diagnosis.title() + known.map(k -> ". " + k.message).orElse(""),
                Optional.empty());
    }

    /** Conditions among those given that the logs tell better; known after {@link #find()}. */
    Set<Supposed> replaced() {
        return replaced;
    }

    private static String reason(CrashLog log) {
        return "The log says so: " + log.cause().headline();
    }

    /** The failure of the crashed thread that may have led to the crash. */
    private Optional<Failure> failureBefore(CrashLog log, Instant at, ThreadRef thread) {
        if (log.process().isEmpty() || condition(log) == Condition.KILLED) {
            return Optional.empty();
        }
        return events.failures().stream()
                .filter(f -> f.thread().name().equals(thread.name())
                        && !thread.name().isEmpty())
                .filter(f -> !f.at().isAfter(at) && Duration.between(f.at(), at).compareTo(NEAR) <= 0)
                .filter(f -> !background.of(f.series()))
                .max(Comparator.comparing(Failure::at));
    }

    private void argue(Supposed crash, Failure cause, CrashLog log, Instant at) {
        long millis = Duration.between(cause.at(), at).toMillis();
        crash.with("same-thread-before", 0.2, "The thread that crashed had thrown it " + millis + " ms before");
        Optional<Frame> shared = log.stack().frames().stream()
                .filter(f -> f.kind().isJava())
                .map(CrashFrame::frame)
                .filter(f -> !InApp.isJdk(f.type()))
                .limit(INNERMOST)
                .filter(f -> cause.stack().passes(f.type(), f.method()))
                .findFirst();
        shared.ifPresent(f -> crash.with(
                "crash-where-other-passed",
                0.35,
                "It had passed through " + f.qualifiedMethod() + ", which led to the crash"));
        long before = events.series().get(cause.series()).count() - 1;
        if (before <= 1) {
            crash.with("rare", 0.2, "It was recorded hardly ever before");
        } else {
            crash.against("harmless-before", 0.3, "It had been thrown " + before + " times without a crash");
        }
    }

    /** No log, but the recorder wrote why the JVM ended. */
    private void recorded(Shutdown shutdown, List<Supposed> found) {
        Supposed crash = new Supposed(
                Condition.CRASH,
                shutdown.at(),
                shutdown.thread(),
                shutdown.stack(),
                "The virtual machine crashed (" + shutdown.reason() + "); its hs_err file tells where: give it too",
                Optional.empty());
        boolean memory = shutdown.reason().contains("OutOfMemory");
        Optional<Supposed> before = exhausted.stream()
                .filter(s -> memory && s.condition == Condition.OUT_OF_MEMORY)
                .findFirst();
        if (memory && before.isEmpty()) {
            before = Optional.of(new Supposed(
                    Condition.OUT_OF_MEMORY,
                    shutdown.at().minusNanos(1),
                    shutdown.thread(),
                    shutdown.stack(),
                    "An OutOfMemoryError was about to be thrown (" + shutdown.reason() + ")",
                    Optional.empty()));
            found.add(before.get());
        }
        before.ifPresent(b -> crash.after(b)
                .with("recorder-says-so", OBSERVED, "The recorder gives it as the reason: " + shutdown.reason()));
        found.add(crash);
    }

    private ThreadRef thread(CrashLog log) {
        String name = log.thread().name();
        if (log.process().isEmpty()) {
            return new ThreadRef(1 + logs.indexOf(log), -1, name, false);
        }
        return events.threads().stream()
                .map(t -> t.thread())
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElse(new ThreadRef(-1, name, false));
    }
}

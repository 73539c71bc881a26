package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deadlocks that HotSpot itself found and wrote into a thread dump (jdk.ThreadDump holds jstack's text). */
final class Deadlocks {
    private static final Pattern FOUND = Pattern.compile("Found (one|\\d+) (Java-level )?deadlock");
    private static final Pattern THREAD = Pattern.compile("^\"(.*)\":?$");
    private static final Pattern WAITS =
            Pattern.compile("waiting (?:to lock monitor|for ownable synchronizer).*\\(.*, (?:a|an) ([\\w.$\\[;]+)\\)");
    private static final Pattern FRAME =
            Pattern.compile("^\\s*at (?:[\\w.$@-]+/)?([\\w.$/]+)\\.([\\w$<>]+)\\((?:[^():]*)(?::(\\d+))?\\)");
    private static final int LINES = 400;

    /** Frames next to the lock that tell one path from another. */
    private static final int PATH = 3;

    private Deadlocks() {}

    static List<Supposed> find(RecordedEvents events) {
        List<Supposed> found = new ArrayList<>();
        String known = "";
        for (RecordedEvents.Dump dump : events.dumps()) {
            Matcher matcher = FOUND.matcher(dump.text());
            if (matcher.find()) {
                Supposed deadlock = parse(events, dump.at(), dump.text().substring(matcher.start()));
                if (!deadlock.message.equals(known)) {
                    known = deadlock.message;
                    found.add(deadlock);
                }
            }
        }
        return found;
    }

    private static Supposed parse(RecordedEvents events, Instant at, String section) {
        List<String> lines = section.lines().limit(LINES).toList();
        Map<String, String> waits = new LinkedHashMap<>();
        Map<String, List<Frame>> stacks = new LinkedHashMap<>();
        String thread = "";
        for (String line : lines) {
            Matcher name = THREAD.matcher(line.strip());
            Matcher wait = WAITS.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (name.find() && line.startsWith("\"")) {
                thread = name.group(1);
            } else if (wait.find()) {
                waits.putIfAbsent(thread, wait.group(1));
            } else if (frame.find()) {
                stacks.computeIfAbsent(thread, t -> new ArrayList<>())
                        .add(new Frame(
                                frame.group(1),
                                frame.group(2),
                                "",
                                frame.group(3) == null ? 0 : Integer.parseInt(frame.group(3)),
                                ""));
            }
        }
        List<String> parts = new ArrayList<>();
        waits.forEach((t, lock) -> parts.add(t + " waits for a " + lock
                + Optional.ofNullable(stacks.get(t))
                        .map(s -> " in " + s.get(0).display())
                        .orElse("")));
        String first = strayed(events, stacks)
                .orElseGet(() -> waits.keySet().stream().findFirst().orElse(""));
        ThreadRef ref = events.threads().stream()
                .map(t -> t.thread())
                .filter(t -> t.name().equals(first))
                .findFirst()
                .orElse(new ThreadRef(-1, first, false));
        StackTrace stack = new StackTrace(List.of(), stacks.getOrDefault(first, List.of()), false);
        String message = parts.isEmpty()
                ? "Threads wait for each other"
                : "Threads wait for each other: " + String.join("; ", parts);
        return new Supposed(Condition.DEADLOCK, began(events, waits, at), ref, stack, message, Optional.empty());
    }

    /** The thread that got into the circle by way of an exception: its last failure was thrown below where it waits now. */
    private static Optional<String> strayed(RecordedEvents events, Map<String, List<Frame>> stacks) {
        String strayed = null;
        for (Failure failure : events.failures()) {
            List<Frame> waiting = stacks.getOrDefault(failure.thread().name(), List.of());
            boolean below = waiting.stream()
                    .filter(f -> !InApp.isJdk(f.type()))
                    .limit(PATH)
                    .anyMatch(f -> failure.stack().passes(f.type(), f.method()));
            strayed = below ? failure.thread().name() : strayed;
        }
        return Optional.ofNullable(strayed);
    }

    /** The dump may come long after: the circle closed when the last of its threads was last seen to do anything. */
    private static Instant began(RecordedEvents events, Map<String, String> waits, Instant dump) {
        return events.threads().stream()
                .filter(t -> waits.containsKey(t.thread().name()))
                .map(ThreadLife::lastSeen)
                .filter(seen -> seen.isBefore(dump))
                .max(java.util.Comparator.naturalOrder())
                .orElse(dump);
    }
}

package dev.epicenter.analyzer.dump;

import dev.epicenter.analyzer.dump.DumpedLock.Use;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all platform threads were doing at one instant, and who had what others waited for. */
public final class ThreadDump {
    private final Instant at;
    private final List<DumpedThread> threads;
    private final Map<String, DumpedThread> byName = new HashMap<>();
    private final Map<String, DumpedThread> holders = new HashMap<>();
    private final List<List<CircleMember>> circles = new ArrayList<>();

    ThreadDump(Instant at, List<DumpedThread> threads, List<List<CircleMember>> found) {
        this.at = at;
        this.threads = List.copyOf(threads);
        for (DumpedThread thread : threads) {
            byName.putIfAbsent(thread.name(), thread);
            thread.held().forEach(key -> holders.putIfAbsent(key, thread));
        }
        found.forEach(c -> circles.add(List.copyOf(c)));
        addCircles();
    }

    /** Reads one; what is no dump gives one without threads. */
    public static ThreadDump parse(Instant at, String text) {
        return DumpParser.parse(at, text);
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** In the dump's order. */
    public List<DumpedThread> threads() {
        return threads;
    }

    /**
     * Threads that wait for each other, as HotSpot found them or as the locks show: HotSpot does not look for circles of class
     * initialisers.
     */
    public List<List<CircleMember>> circles() {
        return circles;
    }

    /** The thread of that name, the first of several. */
    public Optional<DumpedThread> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The thread that has what this one waits for; empty when it waits for no lock, or the dump does not tell who has it. */
    public Optional<DumpedThread> holder(DumpedThread waiting) {
        return waiting.blockedOn().map(DumpedThread::key).map(holders::get).filter(h -> h != waiting);
    }

    /** The thread at the end of the row: it has what others wait for, and waits for no lock that somebody has. */
    public Optional<DumpedThread> lastHolder(DumpedThread waiting) {
        List<DumpedThread> row = row(waiting);
        DumpedThread last = row.get(row.size() - 1);
        return row.size() < 2 || holder(last).isPresent() ? Optional.empty() : Optional.of(last);
    }

    /** Each thread waits for one other at most, so a walk from thread to thread meets every circle. */
    private void addCircles() {
        Set<String> told = new HashSet<>();
        circles.forEach(c -> c.forEach(m -> told.add(m.thread())));
        Set<String> walked = new HashSet<>();
        for (DumpedThread thread : threads) {
            List<DumpedThread> row = new ArrayList<>();
            Optional<DumpedThread> next = Optional.of(thread);
            while (next.isPresent() && walked.add(next.get().name())) {
                row.add(next.get());
                next = holder(next.get());
            }
            int closes = next.map(row::indexOf).orElse(-1);
            List<DumpedThread> circle = closes < 0 ? List.of() : row.subList(closes, row.size());
            if (circle.size() > 1 && circle.stream().noneMatch(t -> told.contains(t.name()))) {
                circles.add(circle.stream().map(this::member).toList());
            }
        }
    }

    private CircleMember member(DumpedThread thread) {
        DumpedLock lock = thread.blockedOn().orElseThrow();
        String type = lock.use() == Use.CLASS_INIT ? "initialiser of " + lock.type() : lock.type();
        return new CircleMember(
                thread.name(), type, holder(thread).orElseThrow().name());
    }

    /** From a thread to whoever it waits for, and so on, until one comes again. */
    private List<DumpedThread> row(DumpedThread first) {
        List<DumpedThread> row = new ArrayList<>(List.of(first));
        Set<String> seen = new HashSet<>(Set.of(first.name()));
        Optional<DumpedThread> next = holder(first);
        while (next.isPresent() && seen.add(next.get().name())) {
            row.add(next.get());
            next = holder(next.get());
        }
        return row;
    }
}

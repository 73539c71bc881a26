package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Look-ups over all failures; everything in time order. */
final class FailureIndex {
    private final RecordedEvents events;
    private final List<Failure> failures;
    private final List<RecordedSeries> series;
    private final Background background;
    private final InApp inApp;
    private final Map<Long, List<Failure>> byThread = new HashMap<>();
    private final Map<String, List<Failure>> byText = new HashMap<>();
    private final Map<String, List<Failure>> byClass = new HashMap<>();
    private final Map<Long, ThreadLife> threads = new HashMap<>();
    private final int[] positionInThread;
    private final Map<Long, Optional<StackOverlap>> overlaps = new HashMap<>();
    private final ConstructorCall[] constructors;

    FailureIndex(RecordedEvents events, Background background, InApp inApp) {
        this.events = events;
        this.failures = events.failures();
        this.series = events.series();
        this.background = background;
        this.inApp = inApp;
        this.positionInThread = new int[failures.size()];
        this.constructors =
                series.stream().map(s -> ConstructorCall.of(s.stack())).toArray(ConstructorCall[]::new);
        events.threads().forEach(t -> threads.put(t.thread().id(), t));
        for (Failure failure : failures) {
            List<Failure> own = byThread.computeIfAbsent(failure.thread().id(), id -> new ArrayList<>());
            positionInThread[failure.id()] = own.size();
            own.add(failure);
            byText.computeIfAbsent(failure.asString(), text -> new ArrayList<>())
                    .add(failure);
        }
        for (RecordedSeries s : series) {
            s.stack().frames().stream().map(Frame::type).distinct().forEach(type -> {
                List<Failure> passing = byClass.computeIfAbsent(type, t -> new ArrayList<>());
                s.exemplars().forEach(id -> passing.add(failures.get(id)));
            });
        }
        byClass.values().forEach(list -> list.sort((a, b) -> Integer.compare(a.id(), b.id())));
    }

    RecordedEvents events() {
        return events;
    }

    List<Failure> failures() {
        return failures;
    }

    Failure failure(int id) {
        return failures.get(id);
    }

    RecordedSeries seriesOf(Failure failure) {
        return series.get(failure.series());
    }

    InApp inApp() {
        return inApp;
    }

    boolean isBackground(Failure failure) {
        return background.of(failure.series());
    }

    Optional<ThreadLife> thread(Failure failure) {
        return Optional.ofNullable(threads.get(failure.thread().id()));
    }

    /** Failures of the same thread before {@code failure}, latest first, at most {@code most}. */
    List<Failure> beforeInThread(Failure failure, int most) {
        List<Failure> own = byThread.getOrDefault(failure.thread().id(), List.of());
        int end = positionInThread[failure.id()];
        List<Failure> before = new ArrayList<>();
        for (int i = end - 1; i >= 0 && before.size() < most; i--) {
            before.add(own.get(i));
        }
        return before;
    }

    /** The next failure of the same thread. */
    Optional<Failure> nextInThread(Failure failure) {
        List<Failure> own = byThread.getOrDefault(failure.thread().id(), List.of());
        int next = positionInThread[failure.id()] + 1;
        return next < own.size() ? Optional.of(own.get(next)) : Optional.empty();
    }

    /** Failures whose {@link Failure#asString()} is {@code text}. */
    List<Failure> withText(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /** Failures whose stack passes through {@code type}, in time order. */
    List<Failure> passing(String type) {
        return byClass.getOrDefault(type, List.of());
    }

    /** Where the stacks of two failures part; the same for all of the same two series. */
    Optional<StackOverlap> overlap(Failure earlier, Failure later) {
        long key = ((long) earlier.series() << 32) | later.series();
        return overlaps.computeIfAbsent(key, k -> StackOverlap.of(earlier.stack(), later.stack()));
    }

    ConstructorCall constructor(Failure failure) {
        return constructors[failure.series()];
    }

    /** Time from one to the other; negative when they are in the other order. */
    static Duration between(Failure earlier, Failure later) {
        return Duration.between(earlier.at(), later.at());
    }

    static double millis(Failure earlier, Failure later) {
        return between(earlier, later).toNanos() / 1e6;
    }
}

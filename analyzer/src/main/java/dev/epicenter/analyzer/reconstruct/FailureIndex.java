package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import dev.epicenter.model.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Look-ups over all failures; everything in time order. */
final class FailureIndex {
    /** Failures that show a class in use. A judgement. */
    private static final int IN_USE = 3;

    /** Shortest message that two failures do not have by chance. A judgement. */
    static final int TELLING = 12;

    private final RecordedEvents events;
    private final List<Failure> failures;
    private final List<RecordedSeries> series;
    private final Background background;
    private final InApp inApp;
    private final Observed observed;
    private final Map<Long, List<Failure>> byThread = new HashMap<>();
    private final Map<String, List<Failure>> byText = new HashMap<>();
    private final Map<String, List<Failure>> byMessage = new HashMap<>();
    private final Map<String, List<RecordedSeries>> unusualByClass = new HashMap<>();
    private final Map<String, List<RecordedSeries>> byClass = new HashMap<>();
    private final Site[] sites;
    private final boolean[] exhausted;
    private final Map<Long, ThreadLife> threads = new HashMap<>();
    private final int[] positionInThread;
    private final boolean[] lookups;
    private final Map<String, List<RecordedSeries>> unusual = new HashMap<>();
    private final List<RecordedSeries> allUnusual = new ArrayList<>();
    private final List<Optional<StackOverlap>> overlaps = new ArrayList<>();
    /** By a pair of series: where in {@link #overlaps}. */
    private final LongTable overlapOf = new LongTable();

    private final ConstructorCall[] constructors;
    private final Map<String, Boolean> setUps = new HashMap<>();
    private final Map<String, int[]> passedBy = new HashMap<>();

    FailureIndex(RecordedEvents events, Background background, InApp inApp) {
        this.events = events;
        this.failures = events.failures();
        this.series = events.series();
        this.background = background;
        this.inApp = inApp;
        this.observed = new Observed(events.agent());
        this.positionInThread = new int[failures.size()];
        this.constructors =
                series.stream().map(s -> ConstructorCall.of(s.stack())).toArray(ConstructorCall[]::new);
        events.threads().forEach(t -> threads.put(t.thread().id(), t));
        this.sites = series.stream().map(s -> inApp.site(s.stack())).toArray(Site[]::new);
        this.exhausted = new boolean[series.size()];
        series.forEach(s -> exhausted[s.id()] = Wording.exhausted(first(s)));
        this.lookups = new boolean[series.size()];
        series.forEach(s -> lookups[s.id()] = Background.isLookup(s, inApp));
        for (Failure failure : failures) {
            List<Failure> own = byThread.computeIfAbsent(failure.thread().id(), id -> new ArrayList<>());
            positionInThread[failure.id()] = own.size();
            own.add(failure);
            byText.computeIfAbsent(failure.asString(), text -> new ArrayList<>())
                    .add(failure);
            failure.message().filter(m -> m.length() >= TELLING).ifPresent(m -> byMessage
                    .computeIfAbsent(m, text -> new ArrayList<>())
                    .add(failure));
        }
        for (RecordedSeries s : series) {
            boolean odd = !lookups[s.id()] && !background.of(s.id()) && !first(s).isCondition();
            if (odd) {
                String place = Names.packageOf(sites[s.id()].frame().type());
                unusual.computeIfAbsent(place, p -> new ArrayList<>()).add(s);
                allUnusual.add(s);
            }
            if (!lookups[s.id()]) {
                for (String type : typesOf(s)) {
                    byClass.computeIfAbsent(type, t -> new ArrayList<>()).add(s);
                    if (odd) {
                        unusualByClass
                                .computeIfAbsent(type, t -> new ArrayList<>())
                                .add(s);
                    }
                }
            }
        }
    }

    private static Set<String> typesOf(RecordedSeries of) {
        Set<String> types = new LinkedHashSet<>();
        for (Frame frame : of.stack().frames()) {
            if (!InApp.isJdk(frame.type())) {
                types.add(frame.type());
            }
        }
        return types;
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

    /** What the agent saw. */
    Observed observed() {
        return observed;
    }

    InApp inApp() {
        return inApp;
    }

    /** Whether somebody looked something up by trying: never the source of a link. */
    boolean isLookup(Failure failure) {
        return lookups[failure.series()];
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

    /** Failures whose {@link Failure#asString()} is {@code text}. */
    List<Failure> withText(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /** Failures with that message, if it is long enough to tell something. */
    List<Failure> withMessage(String message) {
        return byMessage.getOrDefault(message, List.of());
    }

    /** Unusual series whose stack passes through {@code type}, which is not the JDK's, in the order in which they began. */
    List<RecordedSeries> unusualPassing(String type) {
        return unusualByClass.getOrDefault(type, List.of());
    }

    /** Whether failures of other kinds passed through {@code type} between two: then it was in use. */
    boolean inUseBetween(String type, Failure from, Failure to) {
        int[] ids = passedBy.computeIfAbsent(type, this::passedBy);
        int next = Arrays.binarySearch(ids, from.id() + 1);
        int others = 0;
        for (int i = next < 0 ? -next - 1 : next; i < ids.length && ids[i] < to.id() && others < IN_USE; i++) {
            Failure other = failures.get(ids[i]);
            others += other.series() != from.series() && !other.type().equals(to.type()) ? 1 : 0;
        }
        return others == IN_USE;
    }

    /** Ids of the failures that passed through a class, ascending. */
    private int[] passedBy(String type) {
        return byClass.getOrDefault(type, List.of()).stream()
                .flatMapToInt(s -> s.exemplars().stream().mapToInt(Integer::intValue))
                .sorted()
                .toArray();
    }

    /** The frame that stands for a failure. */
    Site site(Failure failure) {
        return sites[failure.series()];
    }

    /**
     * Whether both came out of the same call of the application's: then they are two attempts at one thing, in one thread or side by side, of which
     * neither did the other's work.
     */
    boolean inSameCall(Failure one, Failure other) {
        return site(one).inApp() && site(one).equals(site(other));
    }

    /** Whether the first of its series complains that there is none left. */
    boolean isExhaustion(Failure failure) {
        return exhausted[failure.series()];
    }

    /** The first failure of a series. */
    Failure first(RecordedSeries of) {
        return failures.get(of.exemplars().get(0));
    }

    /** The failure with which a series broke out. */
    Failure onset(RecordedSeries of) {
        return Outbreak.of(of.exemplars(), failures);
    }

    /** The latest failure of a series that came before {@code failure}. */
    Optional<Failure> latestBefore(RecordedSeries of, Failure failure) {
        Failure latest = null;
        for (int id : of.exemplars()) {
            if (id >= failure.id()) {
                break;
            }
            latest = failures.get(id);
        }
        return Optional.ofNullable(latest);
    }

    /**
     * Share of the other series whose stack passes through {@code type}, in 0..1: what all pass through tells nothing of two
     * that do. Look-ups don't count.
     */
    double commonness(String type) {
        return Math.max(0.0, byClass.getOrDefault(type, List.of()).size() - 2) / Math.max(1, series.size());
    }

    /** Whether a method is called as one that sets things up; the same few are asked about again and again. */
    boolean isSetUp(String method) {
        return setUps.computeIfAbsent(method, Passage::isSetUp);
    }

    /** Series whose site is in that package and that are not thrown as a matter of habit, in the order in which they began. */
    List<RecordedSeries> unusualIn(String place) {
        return unusual.getOrDefault(place, List.of());
    }

    /** Series that are neither weather, nor look-ups, nor conditions. */
    List<RecordedSeries> unusual() {
        return allUnusual;
    }

    /** Where the stacks of two failures part; the same for all of the same two series. */
    Optional<StackOverlap> overlap(Failure earlier, Failure later) {
        long key = ((long) earlier.series() << 32) | later.series();
        int known = (int) overlapOf.get(key);
        if (known < 0) {
            known = overlaps.size();
            overlaps.add(StackOverlap.of(earlier.stack(), later.stack()));
            overlapOf.put(key, known);
        }
        return overlaps.get(known);
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

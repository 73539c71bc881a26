package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Pause;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Failures without a Throwable, put in their place among the recorded ones, and the links to them.
 *
 * @param events the events with the conditions among the failures; ids are those of this list
 * @param links  links into the conditions
 * @param crashes fatal error logs, each with the failure that stands for it
 */
record Conditions(RecordedEvents events, List<Link> links, List<CrashLog> crashes) {
    /** Shorter pauses make nobody miss a deadline worth reporting. A judgement. */
    private static final Duration LONG_PAUSE = Duration.ofMillis(100);

    private static final int MOST_PAUSES = 50;

    static Conditions of(RecordedEvents events, List<CrashLog> logs, Background background, InApp inApp) {
        List<ThreadDump> dumps = events.dumps().stream()
                .map(d -> ThreadDump.parse(d.at(), d.text()))
                .toList();
        List<Supposed> supposed = new ArrayList<>(Deadlocks.find(events, dumps));
        Stillness stillness = new Stillness(events, dumps, background);
        supposed.addAll(new Hangs(events, dumps, background, stillness).find());
        supposed.addAll(StuckStops.find(events, dumps));
        List<Supposed> exhausted = Exhaustion.find(events);
        Crashes crashes = new Crashes(events, logs, background, exhausted);
        List<Supposed> crashed = crashes.find();
        supposed.addAll(HiddenErrors.find(events, exhausted));
        exhausted.stream().filter(s -> !crashes.replaced().contains(s)).forEach(supposed::add);
        supposed.addAll(pauses(events));
        Endings ends = new Endings(events, background, inApp);
        List<Supposed> endings = new ObservedEndings(events).instead(ends.find());
        supposed.addAll(endings);
        supposed.addAll(StuckWork.find(events, stillness, dumps, endings));
        supposed.addAll(VmErrors.find(events, exhausted, ends::survived));
        supposed.addAll(Shutdowns.find(events, dumps, background, endings, stuck(supposed)));
        if (logs.stream().noneMatch(l -> l.process().isPresent())) {
            supposed.addAll(BrokenOff.find(events, exhausted));
        }
        supposed.addAll(crashed);
        return merge(events, supposed, crashes);
    }

    /** Names of threads that would not have ended their work by themselves. */
    private static Set<String> stuck(List<Supposed> supposed) {
        return supposed.stream().flatMap(s -> s.stuck().stream()).collect(Collectors.toSet());
    }

    private static List<Supposed> pauses(RecordedEvents events) {
        return events.timeline().pauses().stream()
                .filter(p -> p.length().compareTo(LONG_PAUSE) >= 0)
                .sorted(Comparator.comparing(Pause::length).reversed())
                .limit(MOST_PAUSES)
                .map(p -> new Supposed(
                        Condition.GC_PAUSE,
                        p.start(),
                        ThreadRef.ALL,
                        StackTrace.EMPTY,
                        "All threads stood still for " + p.length().toMillis() + " ms (" + p.cause() + ")",
                        Optional.empty()))
                .toList();
    }

    private static Conditions merge(RecordedEvents events, List<Supposed> supposed, Crashes crashes) {
        record Entry(java.time.Instant at, Optional<Failure> failure, Optional<Supposed> condition) {}
        List<Entry> entries = new ArrayList<>();
        events.failures().forEach(f -> entries.add(new Entry(f.at(), Optional.of(f), Optional.empty())));
        supposed.forEach(s -> entries.add(new Entry(s.at, Optional.empty(), Optional.of(s))));
        entries.sort(Comparator.comparing(Entry::at));
        int[] moved = new int[events.failures().size()];
        List<Failure> failures = new ArrayList<>();
        List<RecordedSeries> extra = new ArrayList<>();
        Map<Supposed, Failure> placed = new java.util.IdentityHashMap<>();
        for (Entry entry : entries) {
            int id = failures.size();
            if (entry.failure().isPresent()) {
                Failure f = entry.failure().get();
                moved[f.id()] = id;
                failures.add(f.placed(id, f.series(), f.at(), f.thread()));
            } else {
                Supposed s = entry.condition().get();
                int series = events.series().size() + extra.size();
                Failure f = new Failure(
                        id, series, s.at, s.condition.typeName(), Optional.of(s.message), s.stack, s.thread);
                placed.put(s, f);
                failures.add(f);
                extra.add(seriesOf(events, f));
            }
        }
        List<RecordedSeries> series = new ArrayList<>();
        events.series()
                .forEach(s -> series.add(new RecordedSeries(
                        s.id(),
                        s.type(),
                        s.stack(),
                        s.threadKind(),
                        s.count(),
                        s.threads(),
                        s.first(),
                        s.last(),
                        s.profile(),
                        s.exemplars().stream().map(old -> moved[old]).sorted().toList())));
        series.addAll(extra);
        List<Link> links = new ArrayList<>();
        for (Supposed s : supposed) {
            s.cause.ifPresent(cause -> {
                Failure from = failures.get(moved[cause.id()]);
                Optional.ofNullable(placed.get(s)).ifPresent(to -> links.add(s.link(from, to)));
            });
            s.effect()
                    .map(effect -> failures.get(moved[effect.id()]))
                    .ifPresent(to -> links.add(s.argue(Objects.requireNonNull(placed.get(s)), to)
                            .witnessedBy(s.event(), Optional.empty())
                            .as(s.relation())));
            s.before()
                    .filter(before -> s.cause.isEmpty())
                    .ifPresent(before -> links.add(
                            s.argue(Objects.requireNonNull(placed.get(before)), Objects.requireNonNull(placed.get(s)))
                                    .witnessedBy(before.event(), s.event())
                                    .as(s.relation())));
        }
        return new Conditions(events.with(failures, series), links, crashes.placed(placed, failures));
    }

    private static RecordedSeries seriesOf(RecordedEvents events, Failure f) {
        RateProfile profile = grid(events).once(f.at());
        return new RecordedSeries(f.series(), f.type(), f.stack(), "", 1, 1, f.at(), f.at(), profile, List.of(f.id()));
    }

    /** The buckets of all series; where there are none, one for the whole recording. */
    private static RateProfile grid(RecordedEvents events) {
        return events.series().stream()
                .findFirst()
                .map(RecordedSeries::profile)
                .orElseGet(() -> new RateProfile(
                        events.recording().start(), events.recording().length().plusNanos(1), new long[1]));
    }
}

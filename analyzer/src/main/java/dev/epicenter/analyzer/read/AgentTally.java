package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.AgentRecord.Bond;
import dev.epicenter.analyzer.read.AgentRecord.BondKind;
import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.MethodCode;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.DataLoss.AgentCounts;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the agent told of a process over all chunks, as far as it is about failures that are kept. */
final class AgentTally {
    /** Of each of the lists, at most. */
    private static final int MOST = 100_000;

    /** Times from throw to handler that the median of a handler is taken from: the first ones. */
    private static final int MEASURED = 512;

    private final int process;
    private final List<Bond> bonds = new ArrayList<>();
    private final List<Handling> handlings = new ArrayList<>();
    private final Map<Long, AgentSinks.Site> sites = new LinkedHashMap<>();
    private final Map<Long, Counts> counts = new LinkedHashMap<>();
    private final Map<Frame, MethodCode> methods = new LinkedHashMap<>();
    private final Map<Long, TaskNotes> tasks = new LinkedHashMap<>();
    private final List<AgentSinks.End> ends = new ArrayList<>();
    private final List<AgentSinks.Interruption> interruptions = new ArrayList<>();
    private final List<AgentSinks.Exchange> exchanges = new ArrayList<>();
    private final Map<Long, String> messages = new HashMap<>();
    private long constructed;
    private long recorded;
    private long droppedTasks;

    private AgentSinks.@Nullable State state;

    private static final class Counts {
        long hits;
        long recorded;
        final Map<String, Long> received = new HashMap<>();
        final long[] spans = new long[MEASURED];
        int measured;
    }

    AgentTally(int process) {
        this.process = process;
    }

    /**
     * Takes the next chunk.
     *
     * @param failures those kept so far, those of the chunk among them
     */
    void add(ChunkDigest chunk, FailureFolder failures) {
        AgentSinks told = chunk.agent;
        state = told.state != null ? told.state : state;
        constructed += told.constructed;
        recorded += told.recordedConstructed;
        told.sites.forEach(s -> put(sites, s.number(), s));
        told.methods.forEach(m -> put(methods, m.frame(), m));
        told.received.forEach((site, types) ->
                types.forEach((type, count) -> counts(site).received.merge(type, count, Long::sum)));
        told.hits.forEach((site, count) -> counts(site).hits += count);
        told.recordedHits.forEach((site, count) -> counts(site).recorded += count);
        chunk.agentTasks.all().forEach(this::add);
        droppedTasks += chunk.agentTasks.dropped();
        addAll(ends, told.ends);
        addAll(interruptions, told.interruptions);
        addAll(exchanges, told.exchanges);
        if (told.bonds.size() + told.handlings.size() + told.messages.size() > 0) {
            addAboutKept(chunk, failures.kept());
        }
    }

    private void addAboutKept(ChunkDigest chunk, List<Kept> kept) {
        LongTable numbers = new LongTable();
        kept.forEach(k -> numbers.put(Math.max(0, k.identity.number()), 1));
        AgentSinks told = chunk.agent;
        LongRows rows = told.bonds;
        for (int i = 0; i < rows.size() && bonds.size() < MOST; i++) {
            if (numbers.get(rows.get(i, 0)) > 0 && numbers.get(rows.get(i, 1)) > 0) {
                BondKind kind = BondKind.values()[(int) rows.get(i, 6)];
                bonds.add(new Bond(
                        rows.get(i, 0),
                        rows.get(i, 1),
                        kind,
                        Nanos.instant(rows.get(i, 2)),
                        ref(chunk.thread((int) rows.get(i, 3))),
                        rows.get(i, 4),
                        (int) rows.get(i, 5),
                        event(kind)));
            }
        }
        LongRows caught = told.handlings;
        for (int i = 0; i < caught.size(); i++) {
            long span = caught.get(i, 4);
            Counts of = counts(caught.get(i, 1));
            if (span >= 0 && of.measured < MEASURED) {
                of.spans[of.measured++] = span;
            }
            if (numbers.get(caught.get(i, 0)) > 0 && handlings.size() < MOST) {
                handlings.add(new Handling(
                        caught.get(i, 0),
                        caught.get(i, 1),
                        Nanos.instant(caught.get(i, 2)),
                        ref(chunk.thread((int) caught.get(i, 3))),
                        span < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(span))));
            }
        }
        told.messages.forEach((number, text) -> {
            if (numbers.get(number) > 0 && messages.size() < MOST) {
                messages.put(number, text);
            }
        });
    }

    private static String event(BondKind kind) {
        return switch (kind) {
            case CAUSE -> "epicenter.CauseAttached";
            case SUPPRESSED -> "epicenter.SuppressedAttached";
            case REPLACED -> "epicenter.FailureReplaced";
            case BUILT_AFTER -> ThrowSinks.AGENT_FAILURE;
        };
    }

    private static <K, V> void put(Map<K, V> to, K key, V value) {
        if (to.size() < MOST || to.containsKey(key)) {
            to.put(key, value);
        }
    }

    private static <T> void addAll(List<T> to, List<T> more) {
        to.addAll(more.subList(0, Math.max(0, Math.min(more.size(), MOST - to.size()))));
    }

    private Counts counts(long site) {
        return counts.computeIfAbsent(site, s -> new Counts());
    }

    private void add(TaskNotes task) {
        TaskNotes known = tasks.get(task.number);
        if (known != null) {
            known.add(task);
        } else if (tasks.size() < MOST) {
            tasks.put(task.number, task);
        } else {
            droppedTasks++;
        }
    }

    private ThreadRef ref(ThreadInfo thread) {
        return new ThreadRef(process, thread.id(), thread.name(), thread.virtual());
    }

    private Optional<ThreadRef> optional(@Nullable ThreadInfo thread) {
        return thread == null || thread.id() < 0 && thread.name().isEmpty()
                ? Optional.empty()
                : Optional.of(ref(thread));
    }

    /** Whether the agent said anything. */
    boolean ran() {
        return state != null || constructed > 0 || !sites.isEmpty() || !tasks.isEmpty();
    }

    /** The name that the user gave the process by the agent's option, empty when none. */
    String service() {
        return state == null ? "" : AgentText.orEmpty(state.service());
    }

    /** A message that became known after its throwable was recorded, null when none did. */
    @Nullable
    String message(long number) {
        return messages.get(number);
    }

    /** What it counted and left out; empty when it did not run. */
    Optional<AgentCounts> counts() {
        if (!ran()) {
            return Optional.empty();
        }
        return Optional.of(new AgentCounts(
                constructed,
                recorded,
                counts.values().stream().mapToLong(c -> c.hits).sum(),
                counts.values().stream().mapToLong(c -> c.recorded).sum(),
                state == null ? 0 : state.faults(),
                state == null ? List.of() : AgentText.words(state.disabledParts()),
                state == null ? 0 : state.skippedClasses()));
    }

    /** Events about tasks for which there was no room. */
    long droppedTasks() {
        return droppedTasks;
    }

    /**
     * All of it.
     *
     * @param kept the throws kept in the end, in time order
     */
    AgentRecord record(List<Kept> kept) {
        if (!ran()) {
            return AgentRecord.NONE;
        }
        Map<Long, StackTrace> stacks = new HashMap<>();
        kept.stream()
                .filter(k -> k.identity.number() != 0)
                .forEach(k -> stacks.putIfAbsent(k.identity.number(), k.series.stack));
        TaskNames names = new TaskNames(tasks.values(), stacks);
        return new AgentRecord(
                bonds(kept),
                sorted(handlings, Handling::at),
                handlers(),
                List.copyOf(methods.values()),
                tasks.values().stream().map(t -> work(t, names)).toList(),
                ends(
                        AgentSinks.End.Kind.THREAD,
                        e -> new AgentRecord.Uncaught(e.failure(), Nanos.instant(e.at()), ref(e.thread()), e.what())),
                ends(
                        AgentSinks.End.Kind.PROCESS,
                        e -> new AgentRecord.Exit(
                                Nanos.instant(e.at()), ref(e.thread()), e.number(), e.flag(), e.stack())),
                ends(
                        AgentSinks.End.Kind.EXECUTOR,
                        e -> new AgentRecord.ExecutorEnd(
                                Nanos.instant(e.at()), ref(e.thread()), e.what(), e.flag(), e.number(), e.stack())),
                interruptions.stream()
                        .map(i -> new AgentRecord.Interrupt(
                                i.step(),
                                Nanos.instant(i.at()),
                                i.thread(),
                                ref(i.by()),
                                i.failure(),
                                i.site(),
                                i.stack()))
                        .sorted(Comparator.comparing(AgentRecord.Interrupt::at))
                        .toList(),
                exchanges.stream()
                        .map(this::request)
                        .sorted(Comparator.comparing(AgentRecord.Request::start))
                        .toList(),
                taskOf(kept));
    }

    private static Map<Long, Long> taskOf(List<Kept> kept) {
        Map<Long, Long> tasks = new HashMap<>();
        for (Kept k : kept) {
            if (k.identity.task() != 0) {
                tasks.putIfAbsent(k.identity.number(), k.identity.task());
            }
        }
        return tasks;
    }

    private static <T> List<T> sorted(List<T> all, Function<T, Instant> time) {
        return all.stream().sorted(Comparator.comparing(time)).toList();
    }

    private <T> List<T> ends(AgentSinks.End.Kind kind, Function<AgentSinks.End, T> as) {
        return ends.stream()
                .filter(e -> e.kind() == kind)
                .sorted(Comparator.comparingLong(AgentSinks.End::at))
                .map(as)
                .toList();
    }

    /** Those told by events of their own, and those that the events of the throwables tell. */
    private List<Bond> bonds(List<Kept> kept) {
        List<Bond> all = new ArrayList<>(bonds);
        for (Kept k : kept) {
            AgentIdentity known = k.identity;
            if (known.cause() != 0) {
                all.add(bond(known.cause(), k, BondKind.CAUSE, 0));
            }
            if (known.handled() != 0 && known.handledSite() != 0) {
                all.add(bond(known.handled(), k, BondKind.BUILT_AFTER, known.handledSite()));
            }
        }
        return sorted(all, Bond::at);
    }

    private static Bond bond(long from, Kept to, BondKind kind, long site) {
        return new Bond(
                from, to.identity.number(), kind, Nanos.instant(to.at), to.thread, site, 0, ThrowSinks.AGENT_FAILURE);
    }

    private List<HandlerCode> handlers() {
        List<HandlerCode> all = new ArrayList<>();
        for (AgentSinks.Site site : sites.values()) {
            Counts of = counts.getOrDefault(site.number(), new Counts());
            long told = of.received.values().stream().mapToLong(n -> n).sum();
            all.add(new HandlerCode(
                    site.number(),
                    site.frame(),
                    site.lastLine(),
                    AgentText.lines(site.covered()),
                    AgentText.words(site.caught()),
                    AgentText.disposition(site.disposition()),
                    AgentText.words(site.does()),
                    AgentText.members(site.fields(), site.byCalls()),
                    AgentText.members(site.locals()),
                    Math.max(of.hits, told),
                    Math.max(of.recorded, told),
                    median(of),
                    of.received));
        }
        return all;
    }

    private static Optional<Duration> median(Counts of) {
        if (of.measured == 0) {
            return Optional.empty();
        }
        long[] spans =
                IntStream.range(0, of.measured).mapToLong(i -> of.spans[i]).toArray();
        Arrays.sort(spans);
        return Optional.of(Duration.ofNanos(spans[spans.length / 2]));
    }

    private Work work(TaskNotes t, TaskNames names) {
        return new Work(
                t.number,
                t.parent,
                t.kind,
                names.of(t.name),
                t.executor,
                optional(t.submittedBy),
                t.submittedAt,
                optional(t.ranOn),
                time(t.submitted),
                time(t.started),
                time(t.ended),
                t.outcome,
                t.fetch,
                optional(t.fetchedBy),
                t.failure,
                t.source,
                t.stopped,
                t.trace,
                cancelled(t));
    }

    private Optional<AgentRecord.Cancelled> cancelled(TaskNotes t) {
        return t.cancelled == Event.NEVER || t.cancelledBy == null
                ? Optional.empty()
                : Optional.of(new AgentRecord.Cancelled(
                        Nanos.instant(t.cancelled),
                        ref(t.cancelledBy),
                        t.interrupting,
                        t.cancelledRunning,
                        t.cancelledThread,
                        t.ranOnNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(t.ranOnNanos))));
    }

    private static Optional<Instant> time(long at) {
        return at == Event.NEVER ? Optional.empty() : Optional.of(Nanos.instant(at));
    }

    private AgentRecord.Request request(AgentSinks.Exchange e) {
        return new AgentRecord.Request(
                e.answered(),
                Nanos.instant(e.at()),
                Nanos.instant(e.at() + e.nanos()),
                ref(e.thread()),
                e.task(),
                e.trace(),
                e.span(),
                e.parentSpan(),
                e.target(),
                e.status(),
                e.failure());
    }
}

package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.model.Machine.PoolFigures;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Throw events of one chunk. An Error has two events of jdk.JavaExceptionThrow besides the one of jdk.JavaErrorThrow, from
 * Throwable's and from Error's constructor; it is read once, whichever of the event types was switched on.
 */
final class ThrowSinks {
    static final String EXCEPTION_THROW = "jdk.JavaExceptionThrow";
    static final String ERROR_THROW = "jdk.JavaErrorThrow";
    static final String AGENT_FAILURE = "epicenter.Failure";

    private static final int TYPE = 0;
    private static final int MESSAGE = 1;
    private static final int NUMBER = 2;
    private static final int CAUSE = 3;
    private static final int ORIGIN = 4;
    private static final int BUILT_AT = 5;
    private static final int HANDLED = 6;
    private static final int HANDLED_SITE = 7;
    private static final int TASK = 8;
    /** Throws that wait for the end of the chunk at most. */
    private static final int MAX_WAITING = 1 << 18;

    private final ChunkScope scope;
    private final ChunkThreads threads;
    private final TaskSigns tasks;
    private final ThrowBatch batch;
    private final Sites sites;
    /** Throws whose fate the chunk's end decides: time, thread and type, stack, text, its place. */
    private final LongRows stackless = new LongRows(5, MAX_WAITING);

    private final LongRows constructedErrors = new LongRows(5, MAX_WAITING);
    private final LongRows messages = new LongRows(3, MAX_WAITING);
    private final Set<String> errorTypes = new HashSet<>();
    private final Frames frames = new Frames();
    private List<PoolFigures> pools = List.of();
    private byte[] ofError = new byte[256];
    private long[] errorTimes = new long[16];
    private int errors;

    private long damaged;
    private long repeated;
    private long truncated;
    private long withoutStack;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    private enum OfError {
        UNSOUGHT,
        NO,
        /** The stack of one of the events of an Error, as far as its two top frames tell. */
        YES,
        /** That of the first of the two: Throwable's constructor was called by Error's. */
        CONSTRUCTS;

        static final OfError[] ALL = values();
    }

    /**
     * @param batch empty, for the throws
     */
    ThrowSinks(ChunkScope scope, ChunkThreads threads, TaskSigns tasks, ThrowBatch batch) {
        this.scope = scope;
        this.threads = threads;
        this.tasks = tasks;
        this.batch = batch;
        this.sites = new Sites(scope);
    }

    void subscribe(Subscriptions to) {
        to.on(EXCEPTION_THROW, this::exception, "thrownClass", "message");
        to.on(ERROR_THROW, this::error, "thrownClass", "message");
        to.on(
                AGENT_FAILURE,
                this::ofAgent,
                "thrownClass",
                "message",
                "failureId",
                "causeId",
                "origin",
                "builtAt",
                "handlingFailureId",
                "handlingSiteId",
                "currentTaskId");
    }

    private void ofAgent(Event e) {
        boolean constructed = "constructed".equals(e.text(ORIGIN));
        int site = scope.isPlausible(e.start())
                ? constructed
                        ? sites.of(e.type(TYPE), e.stack(), scope.kind(e.thread()))
                        : sites.of(e.type(TYPE), e.text(BUILT_AT), scope.kind(e.thread()))
                : -1;
        if (site < 0 || batch.known.isFull()) {
            damaged++;
            return;
        }
        batch.add(e.start(), e.thread(), site, hash(e), e.textPlace(MESSAGE));
        batch.known(batch.known.add(
                e.number(NUMBER, 0),
                e.number(CAUSE, 0),
                e.number(HANDLED, 0),
                e.number(HANDLED_SITE, 0),
                e.number(TASK, 0),
                constructed));
        threads.failed(e.thread(), e.start());
        if (constructed) {
            tasks.passes(e.stack(), e.start());
        }
    }

    /**
     * The message that a throwable turned out to have.
     *
     * @param place of the text
     */
    void message(long number, long hash, long place) {
        messages.add(number, hash, place);
    }

    private void exception(Event e) {
        int stack = e.stack();
        OfError ofError = stack < 0 ? OfError.NO : ofError(stack);
        if (ofError != OfError.NO) {
            repeated++;
            if (ofError == OfError.CONSTRUCTS && errorTypes.isEmpty() && !constructedErrors.isFull()) {
                wait(constructedErrors, e, stack);
            }
        } else if (stack < 0 && !stackless.isFull()) {
            wait(stackless, e, stack);
        } else {
            add(e.start(), e.thread(), e.type(TYPE), stack, hash(e), e.textPlace(MESSAGE), false);
        }
    }

    private void error(Event e) {
        int type = e.type(TYPE);
        errorTypes.add(scope.className(type));
        add(e.start(), e.thread(), type, e.stack(), hash(e), e.textPlace(MESSAGE), true);
    }

    private static int hash(Event e) {
        long hash = e.textHash(MESSAGE);
        return (int) (hash ^ hash >>> 32);
    }

    private static void wait(LongRows in, Event e, int stack) {
        in.add(e.start(), (long) e.thread() << 32 | e.type(TYPE) & 0xFFFF_FFFFL, stack, hash(e), e.textPlace(MESSAGE));
    }

    private void add(long at, int thread, int type, int stack, int text, long place, boolean error) {
        int site = scope.isPlausible(at) ? sites.of(type, stack, scope.kind(thread)) : -1;
        if (site < 0) {
            damaged++;
            return;
        }
        batch.add(at, thread, site, text, place);
        if (error) {
            if (errors == errorTimes.length) {
                errorTimes = Arrays.copyOf(errorTimes, errors * 2);
            }
            errorTimes[errors++] = at;
        }
        threads.failed(thread, at);
        tasks.passes(stack, at);
    }

    private OfError ofError(int stack) {
        if (stack >= ofError.length) {
            ofError = Arrays.copyOf(ofError, stack * 2);
        }
        if (ofError[stack] == 0) {
            ofError[stack] = (byte) seekError(stack).ordinal();
        }
        return OfError.ALL[ofError[stack]];
    }

    private OfError seekError(int stack) {
        Dictionary dictionary = scope.dictionary;
        dictionary.frames(stack, frames);
        if (frames.size() < 2) {
            return OfError.NO;
        }
        if (isErrors(frames.method(1))) {
            return OfError.CONSTRUCTS;
        }
        return isErrors(frames.method(0)) ? OfError.YES : OfError.NO;
    }

    private boolean isErrors(int method) {
        return scope.dictionary.method(method).type().equals("java.lang.Error");
    }

    /** Decides what waited. */
    void end() {
        addAll(stackless, false);
        if (errorTypes.isEmpty()) {
            addAll(constructedErrors, true);
        }
        batch.sites = sites.all;
        if (batch.agent != null) {
            new AgentJoin(batch).join(messages);
        }
        for (int i = ThrowBatch.FRONT; i < batch.end; i++) {
            ThrowBatch.Site site = sites.all.get(batch.site[i]);
            truncated += site.stack().truncated() ? 1 : 0;
            withoutStack += site.stackless() ? 1 : 0;
            earliest = Math.min(earliest, batch.time[i]);
            latest = Math.max(latest, batch.time[i]);
        }
        batch.threads = scope.threads();
        batch.texts = scope.dictionary::textAt;
        pools = PoolSigns.of(batch);
    }

    private void addAll(LongRows waiting, boolean error) {
        for (int i = 0; i < waiting.size(); i++) {
            long threadAndType = waiting.get(i, 1);
            int type = (int) threadAndType;
            if (error || !errorTypes.contains(scope.className(type))) {
                add(
                        waiting.get(i, 0),
                        (int) (threadAndType >> 32),
                        type,
                        (int) waiting.get(i, 2),
                        (int) waiting.get(i, 3),
                        waiting.get(i, 4),
                        error);
            }
        }
    }

    /** What pools of connections said of themselves. */
    List<PoolFigures> pools() {
        return pools;
    }

    ThrowBatch batch() {
        return batch;
    }

    /** Throws that were left out since their time or class is damaged. */
    long damaged() {
        return damaged;
    }

    /** Events of jdk.JavaExceptionThrow that repeat what an event of jdk.JavaErrorThrow says, or would say. */
    long repeated() {
        return repeated;
    }

    /** Throws with a stack that the recorder cut. */
    long truncated() {
        return truncated;
    }

    /** Throws recorded without a stack. */
    long stackless() {
        return withoutStack;
    }

    /** Time of the earliest, {@link Event#NEVER} when there is none. */
    long earliest() {
        return batch.size() == 0 ? Event.NEVER : earliest;
    }

    /** Time of the latest, {@link Event#NEVER} when there is none. */
    long latest() {
        return latest;
    }

    /** Times of the Errors among them, in the order of the file. */
    long[] errorTimes() {
        return Arrays.copyOf(errorTimes, errors);
    }

    /** Numbers what throws have in common: class, stack and kind of thread. */
    private static final class Sites {
        private final ChunkScope scope;
        private final List<ThrowBatch.Site> all = new ArrayList<>();
        /** By stack: what was thrown there last, since mostly it is thrown again. */
        private int[] lastSite = new int[256];

        private long[] lastKey = new long[256];
        /** Class and stack to a number of the two, then that and the kind to the site. */
        private final LongTable pairs = new LongTable();

        private final LongTable sites = new LongTable();
        private final List<StackTrace> stackOfPair = new ArrayList<>();

        private final Map<ThrowBatch.Site, Integer> parsed = new HashMap<>();

        Sites(ChunkScope scope) {
            this.scope = scope;
        }

        /** Number of a site whose stack is told as text; -1 when the class is not recorded. */
        int of(int type, @Nullable String stack, int kind) {
            String name = scope.className(type);
            if (name.isEmpty()) {
                return -1;
            }
            StackTrace frames = scope.stacks.told(name, stack == null ? "" : stack);
            ThrowBatch.Site site = new ThrowBatch.Site(
                    name, frames, scope.kindName(kind), frames.frames().isEmpty());
            return parsed.computeIfAbsent(site, s -> {
                all.add(s);
                return all.size() - 1;
            });
        }

        /** Number of a site, -1 when the class is not recorded. */
        int of(int type, int stack, int kind) {
            int slot = stack + 1;
            if (slot >= lastSite.length) {
                lastSite = Arrays.copyOf(lastSite, slot * 2);
                lastKey = Arrays.copyOf(lastKey, slot * 2);
            }
            long key = (long) (type + 1) << 32 | kind;
            if (lastKey[slot] == key && type >= 0) {
                return lastSite[slot];
            }
            int site = find(type, slot, kind);
            lastKey[slot] = key;
            lastSite[slot] = site;
            return site;
        }

        private int find(int type, int slot, int kind) {
            String name = scope.className(type);
            if (name.isEmpty()) {
                return -1;
            }
            long pairKey = (long) type << 32 | slot;
            long pair = pairs.get(pairKey);
            if (pair < 0) {
                pair = stackOfPair.size();
                pairs.put(pairKey, pair);
                stackOfPair.add(scope.stacks.failure(scope.dictionary, slot - 1, name));
            }
            long siteKey = pair << 32 | kind;
            long site = sites.get(siteKey);
            if (site < 0) {
                site = all.size();
                sites.put(siteKey, site);
                all.add(new ThrowBatch.Site(name, stackOfPair.get((int) pair), scope.kindName(kind), slot == 0));
            }
            return (int) site;
        }
    }
}

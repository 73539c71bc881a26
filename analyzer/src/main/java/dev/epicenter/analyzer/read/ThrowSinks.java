package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Throw events of one chunk. An Error has two events of jdk.JavaExceptionThrow besides the one of jdk.JavaErrorThrow, from
 * Throwable's and from Error's constructor; it is read once, whichever of the event types was switched on.
 */
final class ThrowSinks {
    static final String EXCEPTION_THROW = "jdk.JavaExceptionThrow";
    static final String ERROR_THROW = "jdk.JavaErrorThrow";

    private static final int TYPE = 0;
    private static final int MESSAGE = 1;
    /** Throws that wait for the end of the chunk at most. */
    private static final int MAX_WAITING = 1 << 18;

    private final ChunkScope scope;
    private final ChunkThreads threads;
    private final TaskSigns tasks;
    private final ThrowBatch batch = new ThrowBatch();
    private final Sites sites;
    private final Waiting stackless = new Waiting();
    private final Waiting constructedErrors = new Waiting();
    private final Set<String> errorTypes = new HashSet<>();
    private final Frames frames = new Frames();
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

    /** Throws whose fate the chunk's end decides. */
    private static final class Waiting {
        long[] rows = new long[40];
        int size;

        void add(long at, int thread, int type, int stack, int text, long place) {
            if (size + 5 > rows.length) {
                rows = Arrays.copyOf(rows, rows.length * 2);
            }
            rows[size++] = at;
            rows[size++] = (long) thread << 32 | type & 0xFFFF_FFFFL;
            rows[size++] = stack;
            rows[size++] = text;
            rows[size++] = place;
        }

        boolean isFull() {
            return size >= 5 * MAX_WAITING;
        }
    }

    ThrowSinks(ChunkScope scope, ChunkThreads threads, TaskSigns tasks) {
        this.scope = scope;
        this.threads = threads;
        this.tasks = tasks;
        this.sites = new Sites(scope);
    }

    void subscribe(Subscriptions to) {
        to.on(EXCEPTION_THROW, this::exception, "thrownClass", "message");
        to.on(ERROR_THROW, this::error, "thrownClass", "message");
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

    private static void wait(Waiting in, Event e, int stack) {
        in.add(e.start(), e.thread(), e.type(TYPE), stack, hash(e), e.textPlace(MESSAGE));
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
        for (int i = ThrowBatch.FRONT; i < batch.end; i++) {
            ThrowBatch.Site site = sites.all.get(batch.site[i]);
            truncated += site.stack().truncated() ? 1 : 0;
            withoutStack += site.stackless() ? 1 : 0;
            earliest = Math.min(earliest, batch.time[i]);
            latest = Math.max(latest, batch.time[i]);
        }
        batch.sites = sites.all;
        batch.threads = scope.threads();
        batch.texts = scope.dictionary::textAt;
    }

    private void addAll(Waiting waiting, boolean error) {
        long[] rows = waiting.rows;
        for (int i = 0; i < waiting.size; i += 5) {
            int type = (int) rows[i + 1];
            if (error || !errorTypes.contains(scope.className(type))) {
                add(rows[i], (int) (rows[i + 1] >> 32), type, (int) rows[i + 2], (int) rows[i + 3], rows[i + 4], error);
            }
        }
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

        Sites(ChunkScope scope) {
            this.scope = scope;
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

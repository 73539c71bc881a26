package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Shutdown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the JVM's weather from change. A failure is weather when its kind (type, throw site and the application's call that led
 * there) is thrown without a long break from the time on when the work began that throws it: then it was there when all was well. It
 * may end early, since weather ends with the work that makes it. A kind that begins later, breaks out, or is rare is a change.
 */
final class Background {
    /** Who stops work tells all threads at once. A judgement. */
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final Course[] courses;

    private Background(Course[] courses) {
        this.courses = courses;
    }

    static Background of(RecordedEvents events, InApp inApp) {
        List<RecordedSeries> series = events.series();
        Map<String, List<RecordedSeries>> kinds = new HashMap<>();
        series.forEach(s ->
                kinds.computeIfAbsent(kind(s, inApp), k -> new ArrayList<>()).add(s));
        Course[] courses = new Course[series.size()];
        Instant started = StartUp.end(events);
        Instant end = events.timeline()
                .shutdown()
                .map(Shutdown::at)
                .orElse(events.recording().end());
        WorkSigns signs = new WorkSigns(events, inApp);
        ThreadKinds threads = new ThreadKinds(events.threads());
        kinds.values().forEach(kind -> {
            Failure one = events.failures().get(kind.get(0).exemplars().get(0));
            boolean lookup = isLookup(kind.get(0), inApp);
            boolean out = lookup || one.isCondition() || Wording.termination(one.type());
            Habit habit = new Habit(kind, started);
            Instant work = signs.first(kind);
            boolean own = inApp.site(kind.get(0).stack()).inApp();
            boolean steady = habit.isSteady()
                    || own && isMetByEach(events, kind) && habit.isSteadySince(threads.since(events, kind));
            boolean usual = lookup || !isBroken(kind.get(0)) && steady && !habit.beganLater(work);
            boolean outbreak = !out
                    && !usual
                    && habit.beganLater(work)
                    && habit.goesOn(end, Wording.complains(one))
                    && !isStop(events, habit.first());
            boolean recurs = usual || habit.mayBeSteady() && !habit.beganLater(work);
            Course course = new Course(usual, outbreak, habit.lasts(end), habit.passes(end), recurs);
            kind.forEach(s -> courses[s.id()] = course);
        });
        return new Background(courses);
    }

    /** Whether each of its threads met it again and again, going by their number: else nothing is usual with any of them. */
    private static boolean isMetByEach(RecordedEvents events, List<RecordedSeries> kind) {
        long kept = kind.stream()
                .flatMap(s -> s.exemplars().stream())
                .map(id -> events.failures().get(id).thread().id())
                .distinct()
                .count();
        long threads = Math.max(
                kept, kind.stream().mapToLong(RecordedSeries::threads).max().orElse(1));
        return kind.stream().mapToLong(RecordedSeries::count).sum() >= Habit.LEAST * threads;
    }

    /** Whether several threads were told to end just before: then somebody stops the work, and what comes of that is meant. */
    private static boolean isStop(RecordedEvents events, Instant first) {
        return events.failures().stream()
                        .filter(f -> Wording.termination(f.type()))
                        .filter(f -> Duration.between(f.at(), first).abs().compareTo(STOPPING) <= 0)
                        .map(f -> f.thread().id())
                        .distinct()
                        .count()
                > 1;
    }

    /**
     * Whether it says that code or the virtual machine is broken: an Error, from which "ordinary programs are not ordinarily expected to
     * recover" (JLS 11.1.1), is nobody's habit. Assertions are meant for tests, and a plain Error tells nothing.
     */
    private static boolean isBroken(RecordedSeries series) {
        return series.type().startsWith("java.lang.")
                && series.type().endsWith("Error")
                && !PLAIN.contains(series.type())
                && !series.type().equals("java.lang.AssertionError");
    }

    /** The same, but for series known to have ended threads or tasks: what does is no weather, however often. */
    Background without(Set<Integer> deadly) {
        Course[] rest = courses.clone();
        deadly.forEach(series -> rest[series] = rest[series].unusual());
        return new Background(rest);
    }

    /** Errors by which the JDK learns that something cannot be linked, and which it catches itself. */
    private static final Set<String> LINKAGE = Set.of(
            "java.lang.NoSuchMethodError",
            "java.lang.NoSuchFieldError",
            "java.lang.IncompatibleClassChangeError",
            "java.lang.AbstractMethodError");

    /** Types thrown by those who look something up by trying, or for a stack trace and not to be thrown. */
    private static final Set<String> LOOKUPS = Set.of(
            "java.lang.Throwable",
            "java.lang.ClassNotFoundException",
            "java.lang.NoSuchMethodException",
            "java.lang.NoSuchFieldException",
            "java.lang.IllegalAccessException",
            "java.lang.reflect.InaccessibleObjectException",
            "java.lang.UnsupportedOperationException",
            "java.lang.CloneNotSupportedException",
            "java.util.MissingResourceException",
            "java.security.NoSuchAlgorithmException",
            "java.security.NoSuchProviderException");

    /** Types that nobody who throws chooses. */
    private static final Set<String> PLAIN =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    /** JDK methods by which an application looks something up itself. */
    private static final Set<String> ASKS = Set.of(
            "forName",
            "loadClass",
            "getMethod",
            "getDeclaredMethod",
            "getField",
            "getDeclaredField",
            "getConstructor",
            "getDeclaredConstructor",
            "getBundle",
            "getInstance",
            "newInstance",
            "invoke");

    /** Frames between an initialiser and the constructor of an exception it keeps as a constant: a factory or two. */
    private static final int CONSTANT = 4;

    /** Frames of the JDK above the application's within which it answers a direct call. A judgement. */
    private static final int DIRECT = 3;

    /**
     * Whether the JDK or a library looked something up for itself by trying, and caught what it threw. The application's code
     * stands on the stack and has no part in it.
     */
    static boolean isLookup(RecordedSeries series, InApp inApp) {
        boolean internal = InApp.isJdkPrivate(series.type()) || JdkHandlers.receive(series.type(), series.stack());
        if (internal || isConstant(series, inApp)) {
            return true;
        }
        List<Frame> frames = series.stack().frames();
        int own = 0;
        while (own < frames.size() && InApp.isJdk(frames.get(own).type())) {
            own++;
        }
        if (LINKAGE.contains(series.type())) {
            return own > 0;
        }
        boolean library = series.type().equals("java.lang.UnsatisfiedLinkError")
                && own > 0
                && frames.get(0).method().startsWith("loadLibrary");
        if (!LOOKUPS.contains(series.type()) && !library) {
            return false;
        }
        boolean application =
                own < frames.size() && inApp.contains(frames.get(own).type());
        boolean asked = own <= DIRECT || ASKS.contains(frames.get(own - 1).method());
        return !application || !asked;
    }

    /**
     * Whether a library built it without throwing it: its static initialiser, ahead, to throw it later without the cost of a
     * stack; or one of its constructors, to remember who called.
     */
    private static boolean isConstant(RecordedSeries series, InApp inApp) {
        List<Frame> frames = series.stack().frames();
        boolean initialiser = frames.stream()
                .limit(CONSTANT)
                .anyMatch(f -> f.method().equals("<clinit>") && !inApp.contains(f.type()));
        boolean memory = PLAIN.contains(series.type())
                && !frames.isEmpty()
                && frames.get(0).method().equals("<init>")
                && !inApp.contains(frames.get(0).type());
        return initialiser || memory;
    }

    private static String kind(RecordedSeries series, InApp inApp) {
        String site = series.stack().frames().stream()
                .filter(f -> !f.type().startsWith("jdk.internal.reflect."))
                .findFirst()
                .map(Frame::qualifiedMethod)
                .orElse("");
        String caller = series.stack().frames().stream()
                .filter(f -> !InApp.isJdk(f.type()))
                .findFirst()
                .map(Frame::qualifiedMethod)
                .orElse("");
        String own = series.stack().frames().stream()
                .filter(f -> inApp.contains(f.type()))
                .findFirst()
                .map(Frame::qualifiedMethod)
                .orElse("");
        return series.type() + '\n' + site + '\n' + caller + '\n' + own;
    }

    /** Whether it is weather. */
    boolean of(int series) {
        return courses[series].usual();
    }

    /** By series. */
    List<Course> courses() {
        return List.of(courses);
    }
}

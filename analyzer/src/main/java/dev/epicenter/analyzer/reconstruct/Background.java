package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.RateProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the JVM's weather from change. A failure is weather when its kind (type and throw site, whatever the path to it) is
 * thrown from the recording's start on without a long break: then it was there when all was well. It may end early, since
 * weather ends with the work that makes it. A kind that begins later, breaks out, or is rare is a change.
 */
final class Background {
    /** Fewer of a kind prove no habit. A judgement. */
    private static final int LEAST = 8;

    /** Parts of the recording's time in which a habit must show. */
    private static final int PARTS = 12;

    /** Parts from the first to the last, at least: shorter is an episode. */
    private static final int SPAN = 3;

    /** Parts within which a habit begins: programs need time to start. */
    private static final int BEGIN = 3;

    /**
     * Share of the parts in which it must show, of those in which as many would show if they came at random: n of them fall
     * into k parts so that k (1 - exp(-n / k)) are expected to hold one (the occupancy problem, Feller, vol. 1, II.5).
     */
    private static final double SHOWN = 0.7;

    private final boolean[] background;

    private Background(boolean[] background) {
        this.background = background;
    }

    static Background of(RecordedEvents events, InApp inApp) {
        List<RecordedSeries> series = events.series();
        Map<String, List<RecordedSeries>> kinds = new HashMap<>();
        series.forEach(
                s -> kinds.computeIfAbsent(kind(s), k -> new ArrayList<>()).add(s));
        boolean[] background = new boolean[series.size()];
        kinds.values().forEach(kind -> {
            boolean usual = isSteady(kind) || isLookup(kind.get(0), inApp);
            kind.forEach(s -> background[s.id()] = usual);
        });
        return new Background(background);
    }

    /** The same, but for series known to have ended threads or tasks: what does is no weather, however often. */
    Background without(Set<Integer> deadly) {
        boolean[] rest = background.clone();
        deadly.forEach(series -> rest[series] = false);
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

    private static String kind(RecordedSeries series) {
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
        return series.type() + '\n' + site + '\n' + caller;
    }

    /** Whether the counts, over all of the kind, show in enough parts of the time, the first and the last among them. */
    static boolean isSteady(List<RecordedSeries> kind) {
        long total = kind.stream().mapToLong(RecordedSeries::count).sum();
        if (total < LEAST) {
            return false;
        }
        long[] parts = new long[PARTS];
        for (RecordedSeries s : kind) {
            RateProfile profile = s.profile();
            for (int i = 0; i < profile.size(); i++) {
                parts[Math.min(PARTS - 1, i * PARTS / Math.max(1, profile.size()))] += profile.count(i);
            }
        }
        int last = PARTS - 1;
        while (parts[last] == 0) {
            last--;
        }
        int shown = 0;
        for (int i = 0; i <= last; i++) {
            shown += parts[i] > 0 ? 1 : 0;
        }
        int first = 0;
        while (parts[first] == 0) {
            first++;
        }
        int span = last - first + 1;
        double expected = span * (1 - Math.exp(-(double) total / span));
        return first < BEGIN && span >= SPAN && shown >= SHOWN * expected && !surges(parts, total);
    }

    /** Whether one part holds far more than the others: a habit that breaks out is news. */
    private static boolean surges(long[] parts, long total) {
        long most = 0;
        for (long part : parts) {
            most = Math.max(most, part);
        }
        return total >= 8L * PARTS && most > 0.6 * total;
    }

    boolean of(int series) {
        return background[series];
    }
}

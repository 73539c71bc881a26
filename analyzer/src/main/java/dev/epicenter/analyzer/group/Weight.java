package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.reconstruct.Courses;
import dev.epicenter.analyzer.reconstruct.Depth;
import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recoverability;
import dev.epicenter.model.Relation;
import dev.epicenter.model.SymptomKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How bad a chain is, 0..100 on JMC's scale: what users saw, times how firmly the chain stands, less for what is the JVM's
 * weather. The numbers are judgements, checked against the samples' truth by the end-to-end tests.
 */
final class Weight {
    /** Confidence of a failure that nothing links to anything. */
    private static final double ALONE = 0.3;

    /** Types that programs throw and catch to find something out, or to end orderly. */
    private static final Set<String> HABITUAL = Set.of(
            "java.lang.ClassNotFoundException",
            "java.lang.NoSuchMethodException",
            "java.lang.NoSuchFieldException",
            "java.lang.NoSuchMethodError",
            "java.lang.NoSuchFieldError",
            "java.lang.IncompatibleClassChangeError",
            "java.lang.CloneNotSupportedException",
            "java.nio.file.NoSuchFileException",
            "java.io.FileNotFoundException",
            "java.util.MissingResourceException",
            "java.lang.NumberFormatException",
            "sun.nio.fs.UnixException",
            "java.io.EOFException",
            "java.lang.UnsupportedOperationException",
            "java.lang.InterruptedException",
            "java.util.concurrent.CancellationException",
            "java.nio.channels.ClosedByInterruptException",
            "java.nio.channels.AsynchronousCloseException",
            "java.io.InterruptedIOException");

    /** Confidence of a wrapper whose cause left no event, as HotSpot's own errors don't. */
    private static final double CAUSE_MISSING = 0.55;

    /** Factor for a chain without a frame of what was taken for the application: that may have been derived too narrowly. */
    private static final double FOREIGN = 0.6;

    /** Work that the end of the process cut off, or a kill that nothing led to: worth telling, but what failed before comes first. */
    private static final double CUT_OFF = 70;

    /** System.exit that nothing is known to have led to: most programs that call it are done. */
    private static final double ORDERLY_EXIT = 10;

    /** Confidence of a failure that ended a task whose outcome nobody can ask for any more, as the agent saw. */
    private static final double NEVER_FETCHED = 0.85;

    /** Confidence of a failure in which a request ended that the server answered with an error of its own, as the agent saw. */
    private static final double FAILED_REQUEST = 0.75;

    /** Confidence of a recorded OutOfMemoryError: nobody throws it to find something out, and few can handle it. */
    private static final double NO_MEMORY = 0.75;

    /** Factor for a task's failure that somebody asked for and that led to nothing else: he was told, and dealt with it. */
    private static final double ASKED = 0.5;

    /** Confidence of a failure whose kind broke out: it was not there while the work went well, and then kept coming. */
    private static final double BROKE_OUT = 0.6;

    /** Factor for what failed while the program started, if nothing came of it: it went on to do its work. */
    private static final double OUTGROWN = 0.5;

    /** Factor for what is said to have come of weather, which mostly comes alone. */
    private static final double OF_WEATHER = 0.7;

    /** Factor for a partner's trouble that passed: retries and fallbacks are there for that. */
    private static final double PASSED = 0.5;

    /** How HotSpot says that a class is in an erroneous state for good (JVMS 5.5), and not merely missing. */
    private static final String UNUSABLE_CLASS = "Could not initialize class ";

    private final FailureGraph graph;
    private final TaskOutcomes outcomes;
    private final Set<Integer> causeMissing;
    private final Set<Integer> requestEnds;
    private final Courses courses;

    Weight(Reconstructed reconstructed, TaskOutcomes outcomes) {
        this.outcomes = outcomes;
        this.graph = reconstructed.graph();
        this.causeMissing = reconstructed.causeMissing();
        this.requestEnds = reconstructed.requestEnds();
        this.courses = reconstructed.courses();
    }

    double of(Story story) {
        boolean worse =
                Condition.of(story.root().type()).filter(Weight::badAlone).isPresent();
        return worse ? Math.max(base(SymptomKind.HANG), following(story)) : following(story);
    }

    /** Whether it is an incident whatever followed: those who felt it may have been used to such failures. */
    private static boolean badAlone(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY, DEADLOCK, HANG, CRASH -> true;
            case KILLED, STACK_OVERFLOW, GC_PAUSE, EXIT, TERMINATED, WORK_LOST, THREAD_DEATH, TASK_STOPPED -> false;
        };
    }

    private double following(Story story) {
        double weight = base(story.kind()) * strength(story);
        boolean allBackground = seenByApplication(story).stream().allMatch(this::background);
        boolean conditionsOnly = story.path().stream().allMatch(Failure::isCondition);
        if (conditionsOnly) {
            return ofConditions(story);
        }
        if (allBackground) {
            weight *= 0.1;
        } else if (background(story.lastThrown())) {
            weight *= courses.of(story.root()).recurs() ? 0.5 : 0.8;
        }
        if (story.path().stream().noneMatch(f -> graph.seriesOf(f).site().inApp())) {
            weight *= FOREIGN;
        }
        boolean consequence = endedRequest(story) || story.links().stream().anyMatch(this::isConsequence);
        if (!allBackground && background(story.root()) && !background(story.lastThrown())) {
            weight *= !consequence ? 0.6 : stays(story) ? 1 : OF_WEATHER;
        }
        if (wasToldToEnd(story) && !wentOn(story)) {
            weight *= 0.4;
        }
        if (!consequence && outcomes.fetched(story.path())) {
            weight *= ASKED;
        }
        if (librarys(story) && !brokeOut(story)) {
            weight *= 0.45;
        }
        if (story.endsIn().isEmpty()
                && story.path().stream().allMatch(f -> courses.starting().contains(f.id()))) {
            weight *= OUTGROWN;
        }
        if (story.endsIn().isEmpty() && !endedRequest(story) && passed(story)) {
            weight *= PASSED;
        }
        boolean habitual = story.path().stream().allMatch(f -> f.isCondition() || HABITUAL.contains(f.type()));
        if (habitual && !consequence && !brokeOut(story)) {
            weight *= 0.3;
        }
        return Math.min(100, weight);
    }

    /**
     * How firmly it stands: by its links, unless a library only translated a failure of its own into another, of which the application saw
     * but the last. That says no more than a library that does not translate, but for the number of times.
     */
    private double strength(Story story) {
        double strength = story.strength(alone(story));
        if (story.endsIn().isEmpty() && !story.links().isEmpty() && isTranslation(story)) {
            long count = graph.seriesOf(story.lastThrown()).count();
            boolean lasting = courses.of(story.lastThrown()).lasts();
            double often = lasting ? ALONE + 0.1 * Math.log(count) / Math.log(2) : ALONE;
            strength = Math.min(strength, often);
        }
        return brokeOut(story) ? Math.max(strength, BROKE_OUT) : strength;
    }

    /** Whether what it led to was still there at the end. */
    private boolean stays(Story story) {
        return brokeOut(story) || courses.of(story.lastThrown()).lasts();
    }

    private boolean isTranslation(Story story) {
        Failure last = story.last();
        boolean foreign = !last.stack()
                .top()
                .equals(Optional.of(graph.seriesOf(last).site().frame()));
        return foreign
                && seenByApplication(story).size() == 1
                && story.links().stream().noneMatch(this::isConsequence);
    }

    /** Whether a relation says that it was not the partner: his own recording tells what it was, or this process had kept itself waiting. */
    private static boolean isOurs(Relation relation) {
        return consequential(relation) && relation != Relation.ASYNC && relation != Relation.STATE;
    }

    /** Whether it was a partner's trouble that came and went. */
    private boolean passed(Story story) {
        return courses.of(story.lastThrown()).passes()
                && story.links().stream().noneMatch(l -> isOurs(l.relation()))
                && story.path().stream()
                        .anyMatch(f -> courses.partners().contains(f.id())
                                && courses.of(f).passes());
    }

    private boolean brokeOut(Story story) {
        return courses.of(story.lastThrown()).breaksOut();
    }

    private static double ofConditions(Story story) {
        boolean alone = story.links().isEmpty();
        return switch (story.endsIn().orElseThrow()) {
            case EXIT, TERMINATED, STACK_OVERFLOW -> alone ? ORDERLY_EXIT : base(story.kind());
            case WORK_LOST -> CUT_OFF * story.strength(ALONE);
            case KILLED -> alone ? CUT_OFF : base(story.kind());
            case OUT_OF_MEMORY, DEADLOCK, GC_PAUSE, HANG, CRASH, THREAD_DEATH, TASK_STOPPED -> base(story.kind());
        };
    }

    /** The failures that came out of a call: of several thrown below one line of the application, it saw only the last. */
    private List<Failure> seenByApplication(Story story) {
        List<Failure> thrown =
                story.path().stream().filter(f -> !f.isCondition()).toList();
        List<Failure> seen = new ArrayList<>();
        for (int i = 0; i < thrown.size(); i++) {
            boolean hidden = i + 1 < thrown.size()
                    && (isPlumbing(thrown.get(i), thrown.get(i + 1))
                            || thrown.get(i).thread().equals(thrown.get(i + 1).thread())
                                    && graph.seriesOf(thrown.get(i)).site().inApp()
                                    && graph.seriesOf(thrown.get(i))
                                            .site()
                                            .equals(graph.seriesOf(thrown.get(i + 1))
                                                    .site()));
            if (!hidden) {
                seen.add(thrown.get(i));
            }
        }
        return seen;
    }

    /** Whether a library's own thread failed, and a call of the same library with it: it works with threads where another does without. */
    private boolean isPlumbing(Failure earlier, Failure later) {
        return !graph.seriesOf(earlier).site().inApp()
                && earlier.stack().top().isPresent()
                && later.stack().top().isPresent()
                && library(earlier).equals(library(later));
    }

    /** The first two parts of the package; all of the JDK is one. */
    private static String library(Failure failure) {
        String type = failure.stack().top().orElseThrow().type();
        if (InAppCode.isJdk(type)) {
            return "java.";
        }
        String[] parts = type.split("\\.", 3);
        return parts.length < 3 ? type : parts[0] + '.' + parts[1];
    }

    /** Whether a link of the chain says that something broke, outside of a library's own affairs. */
    private boolean isConsequence(Link link) {
        boolean own = (link.relation() == Relation.ASYNC || link.relation() == Relation.STATE)
                && isPlumbing(graph.failure(link.from()), graph.failure(link.to()));
        return consequential(link.relation()) && !own;
    }

    /** Whether all was built deep in library code, and nothing shows that it came out: libraries handle much by themselves. */
    private boolean librarys(Story story) {
        boolean cameOut = endedRequest(story) || story.links().stream().anyMatch(this::isConsequence);
        return !cameOut
                && story.path().stream()
                        .allMatch(f -> Depth.isLibrarys(graph.seriesOf(f).site(), f));
    }

    private double alone(Story story) {
        Failure failure = story.root();
        FailureSeries series = graph.seriesOf(failure);
        if (causeMissing.contains(failure.id()) && series.site().inApp() && Depth.of(series.site(), failure) == 0) {
            return CAUSE_MISSING;
        }
        if (failure.type().equals("java.lang.OutOfMemoryError")) {
            return NO_MEMORY;
        }
        if (endedRequest(story)) {
            return FAILED_REQUEST;
        }
        if (outcomes.neverFetched(story.path())) {
            return NEVER_FETCHED;
        }
        boolean error = failure.type().endsWith("Error");
        if (story.kind() == SymptomKind.TASK_LOST && series.count() <= 3 && Depth.of(series.site(), failure) == 0) {
            return 0.5;
        }
        boolean fallback =
                (failure.type().endsWith("LinkError") || failure.type().endsWith("DefFoundError"))
                        && !failure.message().orElse("").startsWith(UNUSABLE_CLASS);
        return error && !fallback && series.site().inApp() ? 0.55 : ALONE;
    }

    /** Whether it began with work that was told to end, or led to no more than that: a time limit that cancels, as designed. */
    private static boolean wasToldToEnd(Story story) {
        boolean ended = story.endsIn().isEmpty() && isTermination(story.lastThrown());
        return isTermination(story.root()) || ended;
    }

    private static boolean isTermination(Failure failure) {
        return failure.recoverability() == Recoverability.TERMINATION;
    }

    /** Whether a thread that was told to end went on all the same, and somebody suffered from that. */
    private static boolean wentOn(Story story) {
        return story.links().stream().flatMap(l -> l.evidence().stream()).anyMatch(e -> e.name()
                .equals("interrupt-swallowed"));
    }

    /** Whether the agent saw a request end in it. */
    private boolean endedRequest(Story story) {
        return story.path().stream().anyMatch(f -> requestEnds.contains(f.id()));
    }

    private boolean background(Failure failure) {
        return graph.seriesOf(failure).background();
    }

    static double base(SymptomKind kind) {
        return switch (kind) {
            case CRASH, OOM, DEADLOCK, KILLED -> 97;
            case EXIT, HANG -> 95;
            case THREAD_DIED -> 94;
            case TASK_LOST -> 92;
            case REQUEST_FAILED -> 88;
        };
    }

    /** Whether a link says that something broke, and not only that one exception became another. */
    static boolean consequential(Relation relation) {
        return switch (relation) {
            case ASYNC, STATE, CLASS_INIT, RESOURCE, BLOCKED_BY, PAUSED, ENDED, REMOTE -> true;
            case CAUSE, WRAP, RETHROW, SUPPRESSED -> false;
        };
    }
}

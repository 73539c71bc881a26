package dev.epicenter.analyzer.group;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Relation;
import dev.epicenter.model.SymptomKind;
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

    private final FailureGraph graph;

    Weight(FailureGraph graph) {
        this.graph = graph;
    }

    double of(Story story) {
        double weight = base(story.kind()) * story.strength(alone(story));
        boolean allBackground =
                story.path().stream().filter(f -> !f.isCondition()).allMatch(this::background);
        boolean conditionsOnly = story.path().stream().allMatch(Failure::isCondition);
        if (conditionsOnly) {
            return base(story.kind());
        }
        if (allBackground) {
            weight *= 0.1;
        } else if (background(story.lastThrown())) {
            weight *= background(story.root()) ? 0.5 : 0.8;
        }
        if (story.path().stream().noneMatch(f -> graph.seriesOf(f).site().inApp())) {
            weight *= 0.35;
        }
        if (story.path().stream().allMatch(f -> f.isCondition() || HABITUAL.contains(f.type()))) {
            weight *= story.endsIn().isPresent() ? 0.6 : 0.3;
        }
        return Math.min(100, weight);
    }

    private double alone(Story story) {
        Failure failure = story.root();
        FailureSeries series = graph.seriesOf(failure);
        boolean error = failure.type().endsWith("Error");
        if (story.kind() == SymptomKind.TASK_LOST && series.count() <= 3) {
            return 0.5;
        }
        return error && series.site().inApp() ? 0.55 : ALONE;
    }

    private boolean background(Failure failure) {
        return graph.seriesOf(failure).background();
    }

    static double base(SymptomKind kind) {
        return switch (kind) {
            case CRASH, OOM, DEADLOCK, KILLED -> 95;
            case EXIT, HANG -> 88;
            case THREAD_DIED -> 85;
            case TASK_LOST -> 80;
            case REQUEST_FAILED -> 76;
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

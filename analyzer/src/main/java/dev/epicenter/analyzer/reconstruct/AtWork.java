package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.model.Frame;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A thread that a dump shows in the middle of work, and not waiting for work to come.
 *
 * @param thread it
 * @param weight how surely, in 0..1
 * @param pooled whether it runs a task of a pool: then there is more in it than a loop that never ends
 */
record AtWork(DumpedThread thread, double weight, boolean pooled) {
    /** What code calls that waits for work: a queue, a selector, a peer's next request. */
    private static final Set<String> AWAITS_WORK = Set.of(
            "take",
            "takeFirst",
            "takeLast",
            "poll",
            "pollFirst",
            "pollLast",
            "select",
            "accept",
            "receive",
            "wait",
            "park",
            "parkNanos",
            "parkUntil",
            "epollWait",
            "kevent",
            "readLine",
            "getTask");

    /** A sleep that deep in the application's code belongs to some work; nearer to the top it is the pause of a loop. */
    private static final int DEEP = 3;

    /** Judgements: code that runs; code that waits for something that is no work; code that sleeps or reads. */
    private static final double RUNS = 0.5;

    private static final double WAITS = 0.45;
    private static final double SLEEPS = 0.35;

    /** A periodic task would have come again, and comes again when the program does. A judgement. */
    private static final double AGAIN = 0.5;

    /** What the thread is at, if it is at work. */
    static Optional<AtWork> of(DumpedThread thread) {
        List<Frame> own = thread.frames().stream()
                .filter(f -> !InApp.isJdk(f.type()) && !f.type().contains("$$Lambda"))
                .toList();
        boolean pooled = thread.passes("java.util.concurrent.ThreadPoolExecutor", "runWorker")
                || thread.passes("java.util.concurrent.ForkJoinPool", "runWorker")
                || thread.passes("java.util.concurrent.ForkJoinTask", "doExec");
        if (own.isEmpty() || thread.frames().isEmpty() || thread.passes("java.lang.Shutdown", "exit")) {
            return Optional.empty();
        }
        boolean periodic = thread.passes("java.util.concurrent.FutureTask", "runAndReset");
        double weight = weight(thread, own.size()) * (periodic ? AGAIN : 1);
        boolean counts = pooled || thread.state().equals("RUNNABLE") && weight == RUNS;
        return weight > 0 && counts ? Optional.of(new AtWork(thread, weight, pooled)) : Optional.empty();
    }

    private static double weight(DumpedThread thread, int ownFrames) {
        Optional<Frame> called =
                thread.frames().stream().takeWhile(f -> InApp.isJdk(f.type())).reduce((inner, outer) -> outer);
        String top = thread.frames().get(0).method();
        String call = called.map(Frame::method).orElse(top);
        if (AWAITS_WORK.contains(call) || called.isEmpty() && AWAITS_WORK.contains(top)) {
            return 0;
        }
        if (thread.passes("java.lang.Thread", "sleep")) {
            return ownFrames >= DEEP ? SLEEPS : 0;
        }
        if (!thread.state().equals("RUNNABLE")) {
            return WAITS;
        }
        return Blocked.waitsOutside(thread) ? ownFrames >= DEEP ? SLEEPS : 0 : RUNS;
    }

    /** The application's innermost frame. */
    Frame place() {
        return Blocked.place(thread).orElseThrow();
    }
}

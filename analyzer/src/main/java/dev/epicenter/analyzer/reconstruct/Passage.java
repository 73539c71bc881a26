package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a failure left code of a subject unfinished: the frame of its stack, in one of the subject's classes, that tells most.
 *
 * @param telling how much it tells that a failure passed here, in 0..1
 * @param setsUp  whether the method sets things up, by its name
 * @param below   calls below it
 */
record Passage(Frame frame, double telling, boolean setsUp, List<Frame> below) {
    private static final List<String> SETS_UP = List.of(
            "<init>",
            "<clinit>",
            "init",
            "start",
            "open",
            "connect",
            "load",
            "setup",
            "setUp",
            "configure",
            "refresh",
            "begin",
            "prepare",
            "register",
            "create",
            "build",
            "bootstrap",
            "reload",
            "ensure",
            "acquire",
            "lock",
            "handshake",
            "login",
            "update",
            "apply",
            "switch",
            "activate",
            "resolve",
            "negotiate",
            "subscribe",
            "bind",
            "parse",
            "commit",
            "reset");

    /**
     * Where a failure passed through the subject; empty when it did not. A constructor that was left so does not count: of an object that
     * was never made nobody finds anything unfinished.
     */
    static Optional<Passage> of(Failure failure, Subject subject, FailureIndex index) {
        Passage best = null;
        double most = 0;
        List<Frame> frames = Reach.of(failure);
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            int rank = subject.types().indexOf(frame.type());
            if (rank >= 0 && !frame.method().equals("<init>")) {
                boolean setsUp = index.isSetUp(frame.method()) || sets(frame, subject);
                double telling = telling(index, frame, rank);
                double score = telling + (setsUp ? 0.5 : 0);
                if (best == null || score > most) {
                    best = new Passage(frame, telling, setsUp, frames.subList(0, i));
                    most = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** How much a class tells, in 0..1: more the nearer it stands to the complaint, less the more failures pass through it. */
    private static double telling(FailureIndex index, Frame frame, int rank) {
        double near = rank == 0 ? 1 : rank <= 2 ? 0.8 : 0.6;
        boolean start = frame.method().equals("main") || frame.method().startsWith("lambda$main$");
        return (1 - index.commonness(frame.type())) * near * (start ? 0.3 : 1);
    }

    /** Whether a method is called as one that sets things up. */
    static boolean isSetUp(String name) {
        String method = name.startsWith("lambda$") ? name.substring(7) : name;
        for (String start : SETS_UP) {
            if (method.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sets(Frame frame, Subject subject) {
        String method = frame.method().startsWith("lambda$") ? frame.method().substring(7) : frame.method();
        return !subject.member().isEmpty()
                && method.toLowerCase(Locale.ROOT)
                        .equals("set" + subject.member().toLowerCase(Locale.ROOT));
    }
}

package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Bond;
import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links between throwables whose very objects the agent saw: causes, replacements in a catch block, suppressed ones. Of several
 * into one throwable the one that tells most of the way is given first.
 */
final class ObservedFinder implements LinkFinder {
    /** Other threads' failures may come between the two of {@link #original}. */
    private static final int NEAR = 8;

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Observed observed = index.observed();
        Map<Long, Failure> byNumber = new HashMap<>();
        index.failures().stream().filter(Observed::knows).forEach(f -> byNumber.putIfAbsent(f.number(), f));
        Map<Integer, Map<Integer, Candidate>> candidates = new LinkedHashMap<>();
        for (Bond bond : observed.record().bonds()) {
            Failure from = original(index, byNumber.get(bond.from()));
            Failure to = byNumber.get(bond.to());
            if (from != null && to != null && from.id() != to.id()) {
                candidate(observed, bond, from, to).ifPresent(c -> candidates
                        .computeIfAbsent(to.id(), t -> new LinkedHashMap<>())
                        .merge(from.id(), c, Candidate::better));
            }
        }
        List<Link> links = new ArrayList<>();
        for (Map<Integer, Candidate> into : candidates.values()) {
            into.values().stream()
                    .sorted(Comparator.comparingInt((Candidate c) -> c.rank(observed, into.values())))
                    .map(Candidate::link)
                    .forEach(links::add);
        }
        return links;
    }

    /**
     * Of an initialiser that failed the JVM keeps a copy without its cause, to have one for each NoClassDefFoundError: it is built
     * right before the error itself, by the same line (JDK-8048190).
     */
    private static @Nullable Failure original(FailureIndex index, @Nullable Failure cause) {
        boolean copy = cause != null
                && cause.type().equals("java.lang.ExceptionInInitializerError")
                && cause.message().filter(m -> m.endsWith("\"]")).isPresent();
        if (cause == null || !copy) {
            return cause;
        }
        for (int next = cause.id() + 1; next < index.failures().size() && next <= cause.id() + NEAR; next++) {
            Failure other = index.failures().get(next);
            if (other.type().equals(cause.type())
                    && other.thread().equals(cause.thread())
                    && other.stack().top().equals(cause.stack().top())) {
                return other;
            }
        }
        return cause;
    }

    private record Candidate(Bond bond, Failure from, Failure to, Link link) {
        Candidate better(Candidate other) {
            return other.bond.kind().ordinal() < bond.kind().ordinal() ? other : this;
        }

        /** Lower is better: what stands between the cause and the throwable tells more than the cause alone. */
        int rank(Observed observed, Iterable<Candidate> all) {
            switch (bond.kind()) {
                case CAUSE:
                    for (Candidate other : all) {
                        if (other != this && observed.isAmongCauses(from.number(), other.from.number())) {
                            return 3;
                        }
                    }
                    return 1;
                case REPLACED:
                    return causes(observed, all) ? 0 : 2;
                case BUILT_AFTER:
                    return causes(observed, all) ? 0 : 4;
                default:
                    return 5;
            }
        }

        private boolean causes(Observed observed, Iterable<Candidate> all) {
            long cause = observed.causeOf(to.number());
            return cause != 0 && observed.isAmongCauses(cause, from.number());
        }
    }

    private static Optional<Candidate> candidate(Observed observed, Bond bond, Failure from, Failure to) {
        return switch (bond.kind()) {
            case CAUSE -> Optional.of(new Candidate(bond, from, to, cause(observed, bond, from, to)));
            case SUPPRESSED -> Optional.of(new Candidate(
                    bond,
                    from,
                    to,
                    link(
                            bond,
                            from,
                            to,
                            Relation.SUPPRESSED,
                            "added-to-suppressed",
                            "The agent saw it added to the suppressed of the first")));
            case REPLACED -> Optional.of(new Candidate(bond, from, to, replaced(observed, bond, from, to)));
            case BUILT_AFTER -> observed.handler(bond.site())
                    .filter(handler -> leaves(observed, to, handler))
                    .filter(handler -> !handler.passesOn() || !goesOn(observed, from, to))
                    .map(handler -> new Candidate(bond, from, to, builtIn(bond, from, to, handler)));
        };
    }

    /** Whether a catch block received a failure after another had been built: then that did not take its place. */
    private static boolean goesOn(Observed observed, Failure failure, Failure other) {
        return observed.handlings(failure).stream().anyMatch(h -> h.at().isAfter(other.at()));
    }

    private static Link builtIn(Bond bond, Failure from, Failure to, HandlerCode block) {
        return block.passesOn()
                ? link(
                        bond,
                        from,
                        to,
                        Relation.SUPPRESSED,
                        "took-its-place-in-finally",
                        "The agent saw the finally block at " + shown(block)
                                + " run for the first when the other was thrown there, which took its place")
                : link(
                        bond,
                        from,
                        to,
                        Relation.WRAP,
                        "built-in-handler",
                        "It was built in the catch block at " + shown(block) + ", which had received the first");
    }

    /** Whether a throwable was built inside a catch block and not dealt with there already. */
    private static boolean leaves(Observed observed, Failure failure, HandlerCode block) {
        List<Frame> frames = failure.stack().frames();
        int outer = 0;
        while (outer < frames.size() && !block.holds(frames.get(outer))) {
            outer++;
        }
        List<Frame> inside = frames.subList(0, outer);
        boolean within = observed.handlings(failure).stream()
                .flatMap(h -> observed.handler(h.site()).stream())
                .filter(h -> h.does().contains("continues"))
                .anyMatch(h -> inside.stream()
                        .anyMatch(f -> f.method().equals(h.frame().method())
                                && f.type().equals(h.frame().type())));
        return outer < frames.size() && !within && (cameOut(observed, failure) || !isOwnAffair(failure, inside));
    }

    /** Whether somebody received it or it ended something: so it was thrown, and came that far. */
    private static boolean cameOut(Observed observed, Failure failure) {
        return !observed.handlings(failure).isEmpty()
                || !observed.endedBy(failure).isEmpty()
                || observed.isUncaught(failure);
    }

    /**
     * Whether it was built for another end than to be thrown from there: by the JDK, which handles much by itself and is not watched,
     * as a constant, or to see who called, as loggers do.
     */
    private static boolean isOwnAffair(Failure failure, List<Frame> inside) {
        return failure.type().equals("java.lang.Throwable")
                || !inside.isEmpty() && InApp.isJdk(inside.get(0).type())
                || inside.stream().anyMatch(f -> f.method().equals("<clinit>"));
    }

    private static Link cause(Observed observed, Bond bond, Failure from, Failure to) {
        if (to.type().equals("java.lang.NoClassDefFoundError")
                && from.type().equals("java.lang.ExceptionInInitializerError")) {
            return link(
                    bond,
                    from,
                    to,
                    Relation.CLASS_INIT,
                    "is-cause",
                    "The agent saw the first as the cause of the other");
        }
        boolean elsewhere = !from.thread().equals(to.thread());
        Optional<Work> task = observed.endedBy(from).stream().findFirst();
        if (elsewhere || task.filter(t -> fetchedBy(t, to)).isPresent()) {
            String how = task.map(t -> "The agent saw it end the task " + t.name() + ", whose outcome was asked for in "
                            + to.thread().display())
                    .orElse("The agent saw it handed to " + to.thread().display() + " as the cause");
            return link(bond, from, to, Relation.ASYNC, "is-cause", how);
        }
        return link(bond, from, to, Relation.CAUSE, "is-cause", "The agent saw the first as the cause of the other");
    }

    private static boolean fetchedBy(Work task, Failure failure) {
        return task.fetch() == Task.Fetch.FETCHED
                && task.fetchedBy().filter(failure.thread()::equals).isPresent()
                && task.ranOn().filter(t -> !t.equals(failure.thread())).isPresent();
    }

    private static Link replaced(Observed observed, Bond bond, Failure from, Failure to) {
        boolean kept = observed.isAmongCauses(from.number(), to.number());
        String at = observed.handler(bond.site())
                .map(ObservedFinder::shown)
                .map(s -> " at " + s)
                .orElse("");
        if (kept) {
            return link(
                    bond,
                    from,
                    to,
                    Relation.CAUSE,
                    "wrapped-in-handler",
                    "The agent saw the catch block" + at + " receive the first and throw the other, which carries it");
        }
        long inner = observed.causeOf(from.number());
        return inner != 0 && observed.isAmongCauses(inner, to.number())
                ? link(
                        bond,
                        from,
                        to,
                        Relation.WRAP,
                        "unwrapped-in-handler",
                        "The agent saw the catch block" + at
                                + " receive the first and throw the other, which carries what the first had carried")
                : link(
                        bond,
                        from,
                        to,
                        Relation.WRAP,
                        "cause-lost-in-handler",
                        "The agent saw the catch block" + at
                                + " receive the first and throw the other, which does not carry it");
    }

    private static String shown(HandlerCode handler) {
        Frame frame = handler.frame();
        return frame.qualifiedMethod() + ":" + frame.line();
    }

    private static Link link(Bond bond, Failure from, Failure to, Relation relation, String name, String text) {
        EventRef event = new EventRef(
                bond.event(), bond.at(), bond.thread().display(), to.stack().frames());
        return observed(from, to, relation, new Evidence(name, text, 1, List.of(event)));
    }

    /** A link that the agent saw. */
    static Link observed(Failure from, Failure to, Relation relation, Evidence evidence) {
        return new Link(from.id(), to.id(), relation, Certainty.OBSERVED, 1, List.of(evidence), List.of());
    }
}

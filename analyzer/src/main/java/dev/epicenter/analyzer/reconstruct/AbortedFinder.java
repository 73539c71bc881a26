package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.analyzer.read.AgentRecord.MethodCode;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Links of {@code state} by what code would have assigned: a failure that left a method, or the code that a catch block covers,
 * before the line where a field is assigned left that field as it was; who finds it null later suffers from that. The same for
 * local variables within a method. The agent's maps of the code say which lines assign what.
 */
final class AbortedFinder implements LinkFinder {
    /** Aborted assignments that are remembered of one field: the first and what came after it. */
    private static final int MOST = 64;

    /** An assignment that a failure kept from happening. */
    private record Aborted(Failure failure, Frame left, Member member, Optional<HandlerCode> handler) {}

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Observed observed = index.observed();
        if (observed.record().methods().isEmpty()
                && observed.record().handlers().isEmpty()) {
            return List.of();
        }
        Map<String, List<Aborted>> aborted = aborted(index, observed);
        List<Link> links = new ArrayList<>();
        for (Failure failure : index.failures()) {
            Optional<Subject> subject = index.isLookup(failure) ? Optional.empty() : Subject.of(failure, index.inApp());
            subject.filter(s -> !s.member().isEmpty())
                    .flatMap(s -> link(index, aborted, failure, s))
                    .ifPresent(links::add);
        }
        return links;
    }

    /** By the name of what was not assigned, in time order. */
    private static Map<String, List<Aborted>> aborted(FailureIndex index, Observed observed) {
        Map<String, List<MethodCode>> methods = new HashMap<>();
        for (MethodCode m : observed.record().methods()) {
            methods.computeIfAbsent(m.frame().qualifiedMethod(), k -> new ArrayList<>())
                    .add(m);
        }
        Map<String, List<Aborted>> all = new HashMap<>();
        for (Failure failure : index.failures()) {
            if (Observed.knows(failure) && !Wording.termination(failure.type())) {
                List<Handling> handlings = observed.handlings(failure);
                Optional<HandlerCode> handler = handlings.isEmpty()
                        ? Optional.empty()
                        : observed.handler(handlings.get(0).site());
                if (handler.isPresent() || handlings.isEmpty()) {
                    left(failure, handler, methods, all);
                }
            }
        }
        return all;
    }

    /** The methods that a failure left, up to the one whose catch block received it. */
    private static void left(
            Failure failure,
            Optional<HandlerCode> handler,
            Map<String, List<MethodCode>> methods,
            Map<String, List<Aborted>> all) {
        String called = "";
        for (Frame frame : failure.stack().frames()) {
            boolean received = handler.filter(h -> h.guards(frame)).isPresent();
            if (received) {
                HandlerCode h = handler.orElseThrow();
                add(failure, frame, called, h.fields(), handler, all);
                add(failure, frame, called, h.locals(), handler, all);
                return;
            }
            for (MethodCode method : methods.getOrDefault(frame.qualifiedMethod(), List.of())) {
                boolean same = frame.descriptor().isEmpty()
                        || frame.descriptor().equals(method.frame().descriptor());
                if (same) {
                    add(failure, frame, called, method.fields(), Optional.empty(), all);
                }
            }
            called = frame.qualifiedMethod();
        }
    }

    /**
     * Remembers what a frame kept from happening.
     *
     * @param called the method that the frame had called: what that assigns, its own frame tells
     */
    private static void add(
            Failure failure,
            Frame frame,
            String called,
            List<Member> members,
            Optional<HandlerCode> handler,
            Map<String, List<Aborted>> all) {
        for (Member member : members) {
            boolean begun = member.line() == frame.line()
                    && !member.by().isEmpty()
                    && called.equals(frame.type() + "." + member.by());
            if (frame.line() > 0 && member.line() >= frame.line() && !begun) {
                List<Aborted> of = all.computeIfAbsent(member.name().toLowerCase(Locale.ROOT), n -> new ArrayList<>());
                if (of.size() < MOST) {
                    of.add(new Aborted(failure, frame, member, handler));
                }
            }
        }
    }

    private static Optional<Link> link(
            FailureIndex index, Map<String, List<Aborted>> aborted, Failure failure, Subject subject) {
        Aborted latest = null;
        for (Aborted candidate : aborted.getOrDefault(subject.member().toLowerCase(Locale.ROOT), List.of())) {
            boolean before = candidate.failure().id() < failure.id();
            boolean fits = candidate.member().owner().isEmpty()
                    ? isLater(candidate, failure, subject)
                    : subject.types().contains(candidate.member().owner());
            if (before && fits) {
                latest = candidate;
            }
        }
        return latest == null ? Optional.empty() : Optional.of(link(index, latest, failure, subject));
    }

    /** For a local variable: the method went on behind the catch block in the same thread. */
    private static boolean isLater(Aborted aborted, Failure failure, Subject subject) {
        return subject.local()
                && failure.thread().equals(aborted.failure().thread())
                && aborted.handler().isPresent()
                && failure.stack()
                        .top()
                        .filter(top ->
                                top.qualifiedMethod().equals(aborted.left().qualifiedMethod())
                                        && top.line() > aborted.handler().get().lastLine())
                        .isPresent();
    }

    private static Link link(FailureIndex index, Aborted aborted, Failure failure, Subject subject) {
        Failure source = aborted.failure();
        Member member = aborted.member();
        String name = member.owner().isEmpty()
                ? "variable " + member.name()
                : "field " + member.owner() + "." + member.name();
        Case made = new Case(source, failure);
        made.with(
                "aborted-assignment",
                0.85,
                "It left " + aborted.left().qualifiedMethod() + " at line "
                        + aborted.left().line() + ", before line " + member.line() + " assigned " + name
                        + (member.by().isEmpty() ? "" : " by " + member.by())
                        + ", as the agent read the code; the other found " + subject.what() + " null");
        aborted.handler()
                .ifPresent(h -> made.with(
                        "swallowed-in-same-method",
                        0.4,
                        "The catch block at line " + h.frame().line()
                                + " received it and went on without the assignment"));
        made.withIf(
                index.seriesOf(source).count() <= 3,
                "rare",
                0.25,
                "The first was thrown " + index.seriesOf(source).count() + " time(s) in all");
        return made.as(Relation.STATE);
    }
}

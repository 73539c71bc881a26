package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions about threads that stood still. */
final class Stalls {
    private Stalls() {}

    /** The first frame of the application, else the first that is not the JDK's. */
    static Frame site(Machine.Stall stall, InAppCode inApp) {
        List<Frame> frames = stall.stack().frames();
        return frames.stream()
                .filter(f -> inApp.contains(f.type()))
                .findFirst()
                .or(() ->
                        frames.stream().filter(f -> !InAppCode.isJdk(f.type())).findFirst())
                .orElse(new Frame("", "", "", 0, ""));
    }

    static EventRef event(Machine.Stall stall) {
        return new EventRef(
                stall.event(),
                stall.at(),
                stall.thread().display(),
                stall.stack().frames());
    }

    /** A stretch of time. */
    record Span(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** The longest time in which at least that many lasted at once, if it is as long as {@code least}. */
    static Optional<Span> together(List<Machine.Stall> stalls, int many, Duration least) {
        record Edge(Instant at, int step) {}
        List<Edge> edges = new ArrayList<>();
        for (Machine.Stall stall : stalls) {
            edges.add(new Edge(stall.at(), 1));
            edges.add(new Edge(stall.end(), -1));
        }
        edges.sort(Comparator.comparing(Edge::at).thenComparing(Edge::step));
        Optional<Span> longest = Optional.empty();
        int open = 0;
        Instant since = Instant.MAX;
        for (Edge edge : edges) {
            boolean before = open >= many;
            open += edge.step;
            if (!before && open >= many) {
                since = edge.at;
            } else if (before && open < many) {
                Span span = new Span(since, edge.at);
                if (span.length().compareTo(least) >= 0
                        && longest.filter(l -> l.length().compareTo(span.length()) >= 0)
                                .isEmpty()) {
                    longest = Optional.of(span);
                }
            }
        }
        return longest;
    }

    /** The number in a text, by the first group of a pattern. */
    static Optional<Integer> number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}

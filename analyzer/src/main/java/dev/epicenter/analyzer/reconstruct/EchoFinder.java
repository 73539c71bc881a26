package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.MessageKind;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Links between failures that no wrapper joins, but time does: each of one kind comes at the same distance after one of another kind,
 * again and again. So does what a server's failure makes of its answer, and the next statement in what the first left broken; of waits
 * that ran out see {@link WaitFinder}. Once is chance; several times at one distance, by those who otherwise come at random, is not.
 */
final class EchoFinder implements LinkFinder {
    /** Pairs that make a habit. */
    private static final int LEAST = 3;

    /** Share of the second kind that must have the first before it, and of the first that must have the second after it. */
    private static final double MOST_OF_SECOND = 0.8;

    private static final double MANY_OF_FIRST = 0.5;

    /** Chance that the pairs fall together by accident, at most. */
    private static final double ACCIDENT = 1e-4;

    /** Longest distance. A judgement. */
    private static final Duration FAR = Duration.ofSeconds(60);

    /** Distances that count as one: threads wake up so late on a busy machine. Judgements. */
    private static final double SAME_MILLIS = 15;

    private static final double SAME_SHARE = 0.03;

    /** Milliseconds in which a catch block builds what it throws. A judgement. */
    private static final double AT_ONCE = 2;

    /** Kinds compared with each other, and failures of one kind, at most. */
    private static final int CAUSES = 48;

    private static final int KINDS = 128;
    private static final int MEMBERS = 40;

    /** With a link as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.6;

    /**
     * Failures of one series and one kind of message.
     *
     * @param members in time order
     * @param whole   whether these are all of the series
     */
    private record Kind(RecordedSeries series, List<Failure> members, boolean whole) {
        Failure first() {
            return members.get(0);
        }
    }

    /** A first and the second that came after it. */
    private record Pair(Failure first, Failure second) {}

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Kind> kinds = kinds(index);
        List<Kind> causes = kinds.stream()
                .filter(k -> !index.isBackground(k.first())
                        && !Wording.termination(k.first().type()))
                .limit(CAUSES)
                .toList();
        List<Link> links = new ArrayList<>();
        kinds.stream().filter(k -> isOpen(k, selected)).limit(KINDS).forEach(second -> {
            for (Kind first : causes) {
                if (first != second
                        && !first.first().at().isAfter(second.first().at())) {
                    links.addAll(echo(index, first, second));
                }
            }
        });
        return links;
    }

    /** Kinds with enough members, the rarest first: what is frequent is near everything. */
    private static List<Kind> kinds(FailureIndex index) {
        List<Kind> kinds = new ArrayList<>();
        for (RecordedSeries series : index.events().series()) {
            Failure one = index.first(series);
            if (series.count() < LEAST || one.isCondition() || index.isLookup(one)) {
                continue;
            }
            Map<String, List<Failure>> byMessage = new LinkedHashMap<>();
            for (int id : series.exemplars()) {
                byMessage
                        .computeIfAbsent(MessageKind.of(index.failure(id)), k -> new ArrayList<>())
                        .add(index.failure(id));
            }
            boolean whole = series.count() == series.exemplars().size();
            byMessage.values().stream()
                    .filter(members -> members.size() >= LEAST)
                    .forEach(members ->
                            kinds.add(new Kind(series, members.subList(0, Math.min(MEMBERS, members.size())), whole)));
        }
        kinds.sort(Comparator.comparingInt((Kind k) -> k.members().size())
                .thenComparing(k -> k.first().id()));
        return kinds;
    }

    private static boolean isOpen(Kind kind, LinkSelection selected) {
        return kind.members().stream()
                .anyMatch(f -> selected.into(f.id()).map(Link::confidence).orElse(0.0) < EXPLAINED);
    }

    private static List<Link> echo(FailureIndex index, Kind first, Kind second) {
        List<Failure> asked = covered(first, second);
        if (asked.size() < LEAST || MANY_OF_FIRST * first.members().size() > asked.size()) {
            return List.of();
        }
        double best = 0;
        List<Pair> pairs = List.of();
        for (Failure probe : asked.subList(0, LEAST)) {
            for (Failure candidate : first.members()) {
                double distance = FailureIndex.millis(candidate, probe);
                if (distance >= 0 && distance <= FAR.toMillis()) {
                    List<Pair> found = pairs(first, asked, distance);
                    if (found.size() > pairs.size()) {
                        pairs = found;
                        best = distance;
                    }
                }
            }
        }
        boolean most = pairs.size() >= LEAST && pairs.size() >= MOST_OF_SECOND * asked.size();
        boolean many = pairs.stream().map(Pair::first).distinct().count()
                >= MANY_OF_FIRST * first.members().size();
        if (!most || !many || accident(index, first, pairs.size(), best) > ACCIDENT) {
            return List.of();
        }
        double distance = best;
        List<Pair> chosen = pairs;
        return pairs.stream()
                .map(p -> link(index, p, chosen.size(), asked.size(), distance))
                .toList();
    }

    /** The second ones before which a first would have been kept; of a long series the middle is not kept one by one. */
    private static List<Failure> covered(Kind first, Kind second) {
        if (first.whole()) {
            return second.members();
        }
        Instant from = Instant.MAX;
        Instant to = Instant.MAX;
        Duration longest = Duration.ZERO;
        for (int i = 1; i < first.members().size(); i++) {
            Instant before = first.members().get(i - 1).at();
            Instant after = first.members().get(i).at();
            if (Duration.between(before, after).compareTo(longest) > 0) {
                longest = Duration.between(before, after);
                from = before;
                to = after;
            }
        }
        Instant gap = from.plus(longest.dividedBy(2));
        Instant end = to;
        return second.members().stream()
                .filter(f -> f.at().isBefore(gap) || !f.at().isBefore(end))
                .toList();
    }

    private static List<Pair> pairs(Kind first, List<Failure> seconds, double distance) {
        double tolerance = tolerance(distance);
        List<Pair> pairs = new ArrayList<>();
        int begin = 0;
        for (Failure second : seconds) {
            while (begin < first.members().size()
                    && FailureIndex.millis(first.members().get(begin), second) > distance + tolerance) {
                begin++;
            }
            Optional<Failure> match = Optional.of(begin)
                    .filter(i -> i < first.members().size())
                    .map(i -> first.members().get(i))
                    .filter(f -> f.id() < second.id())
                    .filter(f -> FailureIndex.millis(f, second) >= Math.max(0, distance - tolerance));
            match.ifPresent(f -> pairs.add(new Pair(f, second)));
        }
        return pairs;
    }

    private static double tolerance(double distance) {
        return Math.max(SAME_MILLIS, SAME_SHARE * distance);
    }

    /** Chance that so many of the second kind, coming at random, meet one of the first kind at a distance that was chosen to fit. */
    private static double accident(FailureIndex index, Kind first, int pairs, double distance) {
        double span = Math.max(1, index.events().recording().length().toMillis());
        double met = Math.min(1, 2 * tolerance(distance) * first.series().count() / span);
        return Math.pow(met, pairs - 1.0) * first.members().size();
    }

    private static Link link(FailureIndex index, Pair pair, int pairs, int seconds, double distance) {
        boolean sameThread =
                pair.first().thread().id() == pair.second().thread().id();
        String after = distance < 1
                ? "at once"
                : String.format(
                        Locale.ROOT,
                        distance < 1000 ? "%.0f ms later" : "%.2f s later",
                        distance / (distance < 1000 ? 1 : 1000));
        Case made = new Case(pair.first(), pair.second())
                .with(
                        "again-and-again",
                        pairs > 4 ? 0.7 : 0.6,
                        pairs + " of " + seconds + " of its kind came " + after + " than one of the other's")
                .with("same-distance", 0.4, "The distances are equal to " + Math.round(tolerance(distance)) + " ms");
        return made.as(
                !sameThread ? Relation.ASYNC : isHandler(index, pair, distance) ? Relation.WRAP : Relation.STATE);
    }

    /**
     * Whether the second is built at once in a method that the first has just left, or somewhere in the same call of the application's: by a
     * catch block, which says it in other words.
     */
    private static boolean isHandler(FailureIndex index, Pair pair, double distance) {
        return distance < AT_ONCE
                && (index.inSameCall(pair.first(), pair.second())
                        || index.overlap(pair.first(), pair.second())
                                .filter(o -> o.laterDepth() == 0)
                                .isPresent());
    }
}

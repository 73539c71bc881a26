package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Links of {@code state}: an earlier failure aborted the code that would have set what this one finds missing or in the wrong
 * state. The subject (the class, and where told the field or method) comes from a helpful NullPointerException message
 * (JEP 358) or from where the complaint was raised; the suspect is an unusual earlier failure that passed through it.
 */
final class StateFinder implements LinkFinder {
    /** Suspect series weighed for each complaint of a series, the best of those weighed for its first. */
    private static final int SUSPECTS = 3;

    /** Series asked about one complaint at most, the latest before it: where more are unusual, none of them is. */
    private static final int MOST_ASKED = 60;

    /** What is thrown more often cuts nothing short by accident. A judgement. */
    private static final int NO_ACCIDENT = 200;

    /** A broken state shows so soon where it is in use all the time. A judgement. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Times at most that something unusual is thrown. A judgement. */
    private static final int RARE = 3;

    /** A class that tells less than this says nothing. */
    private static final double TELLING = 0.12;

    /** Weight of a subject below which the complaint does not say that something is in a wrong state. */
    private static final double UNWORDED = 0.4;

    /** Calls of a library below which a failure is its own affair. A judgement. */
    private static final int DEEP = 4;

    /** Failures of the same thread that are asked about a variable. */
    private static final int NEIGHBOURS = 16;

    /** With a link as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.6;

    /**
     * What a series complains of, and what is known of who may have caused it.
     *
     * @param first    with which the series broke out
     * @param chained  failures that led to others
     * @param passages by series: where it passed through the subject; shared by all complaints of that
     */
    private record Complaint(
            FailureIndex index,
            Failure first,
            Subject subject,
            Set<Integer> chained,
            Map<Integer, Optional<Passage>> passages) {
        Optional<Passage> passage(Failure suspect) {
            return passages.computeIfAbsent(suspect.series(), s -> Passage.of(suspect, subject, index));
        }
    }

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Link> links = new ArrayList<>();
        Set<Integer> chained = new HashSet<>();
        selected.chosen().forEach(l -> chained.add(l.from()));
        Map<Subject, Map<Integer, Optional<Passage>>> passages = new HashMap<>();
        for (RecordedSeries series : index.events().series()) {
            Failure first = index.onset(series);
            boolean never = index.isLookup(first) || Wording.closedFromOutside(first) || Wording.input(first);
            Optional<Subject> subject = never ? Optional.empty() : Subject.of(first, index.inApp());
            if (subject.isPresent() && !isAboutSomethingElse(index, first, subject.get())) {
                Complaint complaint = new Complaint(
                        index,
                        first,
                        subject.get(),
                        chained,
                        passages.computeIfAbsent(subject.get(), s -> new HashMap<>()));
                ofSeries(complaint, selected, series, links);
            }
        }
        return links;
    }

    /**
     * Whether a complaint that says nothing of a wrong state was raised deep in a library, or is about a class that cannot be
     * linked, or one is about room on a disk and the like: then it is not about the state of the application's class that happens
     * to stand below.
     */
    private static boolean isAboutSomethingElse(FailureIndex index, Failure first, Subject subject) {
        if (Wording.exhausted(first) && first.type().endsWith("IOException")) {
            return true;
        }
        if (subject.weight() >= UNWORDED) {
            return false;
        }
        long depth = first.stack().frames().stream()
                .takeWhile(f -> !index.inApp().contains(f.type()))
                .filter(f -> !InApp.isJdk(f.type()))
                .count();
        return depth > DEEP
                || first.type().endsWith("LinkError")
                || first.type().endsWith("DefFoundError");
    }

    private static void ofSeries(Complaint complaint, LinkSelection selected, RecordedSeries series, List<Link> links) {
        FailureIndex index = complaint.index;
        List<RecordedSeries> suspects = suspects(complaint);
        for (int id : series.exemplars()) {
            Failure failure = index.failure(id);
            if (selected.into(id).map(Link::confidence).orElse(0.0) >= EXPLAINED) {
                continue;
            }
            Map<Integer, Failure> asked = new LinkedHashMap<>();
            if (complaint.subject.local()) {
                index.beforeInThread(failure, NEIGHBOURS).forEach(f -> asked.put(f.id(), f));
            }
            suspects.forEach(s -> index.latestBefore(s, failure).ifPresent(f -> asked.put(f.id(), f)));
            asked.values().stream()
                    .filter(s -> !caused(selected, failure.id(), s.id()))
                    .map(s -> link(complaint, s, failure))
                    .flatMap(Optional::stream)
                    .forEach(links::add);
        }
    }

    private static boolean caused(LinkSelection selected, int failure, int suspect) {
        return selected.into(failure).map(l -> l.from() == suspect).orElse(false);
    }

    /** The unusual series that passed through the subject before the first complaint, the best few. */
    private static List<RecordedSeries> suspects(Complaint complaint) {
        FailureIndex index = complaint.index;
        Failure first = complaint.first;
        Subject subject = complaint.subject;
        Map<Integer, RecordedSeries> asked = new LinkedHashMap<>();
        for (String type : subject.types()) {
            latestBefore(index.unusualPassing(type), first).forEach(s -> asked.put(s.id(), s));
        }
        if (subject.weight() > 0.4 && !subject.types().isEmpty()) {
            String place = Names.packageOf(subject.types().get(0));
            latestBefore(index.unusualIn(place), first).forEach(s -> asked.put(s.id(), s));
        }
        record Suspect(RecordedSeries series, double confidence) {}
        return asked.values().stream()
                .sorted(Comparator.comparing(RecordedSeries::first).reversed())
                .limit(MOST_ASKED)
                .map(s -> new Suspect(
                        s,
                        index.latestBefore(s, first)
                                .flatMap(f -> weighed(complaint, f, first))
                                .filter(Case::isWorthIt)
                                .map(made -> Case.round(made.confidence()))
                                .orElse(0.0)))
                .filter(s -> s.confidence() > 0)
                .sorted(Comparator.comparingDouble(Suspect::confidence).reversed())
                .limit(SUSPECTS)
                .map(Suspect::series)
                .toList();
    }

    /** Those that began before a failure, the latest {@link #MOST_ASKED}; the list is in the order in which they began. */
    private static List<RecordedSeries> latestBefore(List<RecordedSeries> all, Failure failure) {
        List<RecordedSeries> latest = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && latest.size() < MOST_ASKED; i--) {
            RecordedSeries series = all.get(i);
            if (series.first().isBefore(failure.at()) && series.count() <= NO_ACCIDENT) {
                latest.add(series);
            }
        }
        Collections.reverse(latest);
        return latest;
    }

    private static Optional<Link> link(Complaint complaint, Failure suspect, Failure failure) {
        return weighed(complaint, suspect, failure).flatMap(made -> made.ifWorthIt(Relation.STATE));
    }

    private static Optional<Case> weighed(Complaint complaint, Failure suspect, Failure failure) {
        FailureIndex index = complaint.index;
        Failure first = complaint.first;
        Subject subject = complaint.subject;
        if (suspect.isCondition() || suspect.type().equals(failure.type()) && sameSite(suspect, failure)) {
            return Optional.empty();
        }
        if (Wording.termination(suspect.type())
                || index.isLookup(suspect)
                || index.observed().endedBelow(suspect, index.site(suspect).frame())) {
            return Optional.empty();
        }
        boolean apart = suspect.thread().id() != failure.thread().id()
                && FailureIndex.between(suspect, first).compareTo(SOON) > 0;
        if (subject.weight() < UNWORDED && (apart || index.inSameCall(suspect, failure))) {
            return Optional.empty();
        }
        Case made = new Case(suspect, failure);
        boolean here = subject.local()
                && suspect.thread().id() == failure.thread().id()
                && swallowedHere(made, index, suspect, failure, subject);
        if (!here && !passed(made, complaint, suspect, failure)) {
            return Optional.empty();
        }
        RecordedSeries series = index.seriesOf(suspect);
        boolean background = index.isBackground(suspect);
        made.withIf(
                !background && series.count() <= RARE,
                "rare",
                0.25,
                () -> "The first was thrown "
                        + (series.count() == 1 ? "only once" : "only " + series.count() + " times"));
        made.againstIf(
                background && !here,
                "first-is-background",
                0.25,
                "The first is thrown all the time, mostly without this in its wake");
        made.againstIf(
                background && here,
                "first-is-background",
                0.75,
                "The first is thrown all the time, mostly without this in its wake");
        made.againstIf(
                subject.weight() < UNWORDED && index.isBackground(failure),
                "is-weather",
                0.5,
                "It is thrown all the time, and does not say that anything is in a wrong state");
        if (suspect.id() < first.id()) {
            made.with("never-before", 0.15, "None of this kind was recorded before the first");
        } else {
            made.againstIf(!here, "others-before", 0.5, "Others of this kind had been thrown before the first");
        }
        made.againstIf(
                complaint.chained.contains(suspect.id()),
                "went-on-elsewhere",
                0.9,
                "The first was wrapped or reported elsewhere, too");
        made.againstIf(
                !here && FailureIndex.between(suspect, first).compareTo(SOON) > 0 && wentOn(complaint, suspect),
                "in-use-meanwhile",
                0.6,
                "What it complains of was in use in between, and nobody complained");
        Duration gap = FailureIndex.between(suspect, failure);
        made.withIf(
                FailureIndex.between(suspect, first).compareTo(SOON) < 0 && suspect.id() < first.id(),
                "soon-after",
                0.15,
                "The first of this kind came within two seconds");
        made.withIf(gap.toMillis() < 100, "close-in-time", 0.1, () -> "It followed within " + gap.toMillis() + " ms");
        return Optional.of(made);
    }

    private static boolean wentOn(Complaint complaint, Failure suspect) {
        return complaint
                .passage(suspect)
                .filter(p -> complaint.index.inUseBetween(p.frame().type(), suspect, complaint.first))
                .isPresent();
    }

    private static boolean sameSite(Failure a, Failure b) {
        if (a.stack().frames().isEmpty() || b.stack().frames().isEmpty()) {
            return false;
        }
        // By name: a stack that the agent had to tell as text has no descriptors.
        Frame one = a.stack().frames().get(0);
        Frame other = b.stack().frames().get(0);
        return one.method().equals(other.method()) && one.type().equals(other.type());
    }

    /** For a local variable: the first was thrown below the very method that then found the variable null. */
    private static boolean swallowedHere(
            Case made, FailureIndex index, Failure suspect, Failure failure, Subject subject) {
        Optional<StackOverlap> overlap = index.overlap(suspect, failure);
        if (overlap.isEmpty()
                || overlap.get().laterDepth() != 0
                || overlap.get().earlierDepth() == 0) {
            return false;
        }
        StackOverlap o = overlap.get();
        boolean before = o.earlier().line() <= o.junction().line();
        if (!before) {
            return false;
        }
        made.with(
                "swallowed-in-same-method",
                0.5,
                "The first was thrown below line " + o.earlier().line() + " of "
                        + o.junction().qualifiedMethod() + " and did not leave it; line "
                        + o.junction().line() + " then found "
                        + subject.what() + " null");
        made.withIf(
                FailureIndex.millis(suspect, failure) < 20,
                "same-call",
                0.3,
                "Both happened in one call, within 20 ms");
        return true;
    }

    private static boolean passed(Case made, Complaint complaint, Failure suspect, Failure failure) {
        FailureIndex index = complaint.index;
        Subject subject = complaint.subject;
        Optional<Passage> through = complaint.passage(suspect);
        if (through.isEmpty()) {
            return nearby(made, index, suspect, failure, subject);
        }
        Passage passage = through.get();
        Frame frame = passage.frame();
        double weight = subject.weight() * passage.telling();
        boolean unworded = subject.weight() < UNWORDED;
        boolean often = index.seriesOf(suspect).count() > RARE || isOftenLeft(index, frame.type(), complaint.first);
        if (weight < TELLING || unworded && often) {
            return false;
        }
        made.with(
                "passed-through-subject",
                weight,
                () -> "The first left " + frame.display() + " unfinished, in " + frame.type() + ", where "
                        + subject.what() + " belongs");
        made.withIf(suspect.thread().id() == failure.thread().id(), "same-thread", 0.1, "Both happened in one thread");
        made.withIf(
                passage.setsUp(), "aborted-set-up", 0.3, () -> frame.method() + " sets things up, and was cut short");
        made.withIf(
                subject.names(frame.method()),
                "method-named-after-it",
                0.4,
                () -> "The method cut short is named like " + subject.what());
        boolean same = failure.stack().top().map(t -> t.sameMethod(frame)).orElse(false);
        made.againstIf(same && !passage.setsUp(), "same-method", 0.55, "Both were thrown in the same method");
        long depth =
                passage.below().stream().filter(f -> !InApp.isJdk(f.type())).count();
        made.againstIf(
                depth > DEEP,
                "far-below",
                depth > 14 ? 0.4 : depth > 6 ? 0.6 : 0.75,
                () -> "It was thrown " + depth + " calls below, so something in between may have handled it");
        int all = passage.below().size();
        made.againstIf(
                depth <= DEEP && all > 14,
                "deep-in-the-jdk",
                0.5,
                () -> "It was thrown " + all + " calls deep in the JDK, which handles much by itself");
        return true;
    }

    /** Whether so many kinds of failure passed through a class before that one more tells nothing. */
    private static boolean isOftenLeft(FailureIndex index, String type, Failure before) {
        return index.unusualPassing(type).stream()
                        .filter(s -> s.first().isBefore(before.at()))
                        .count()
                > RARE;
    }

    /** A complaint of a wrong state may be about what a class beside it should have done. */
    private static boolean nearby(Case made, FailureIndex index, Failure suspect, Failure failure, Subject subject) {
        Frame site = index.site(suspect).frame();
        String place = Names.packageOf(site.type());
        Failure first = index.first(index.seriesOf(failure));
        boolean beside = subject.weight() > 0.4
                && !subject.local()
                && FailureIndex.between(suspect, first).compareTo(SOON) < 0
                && index.inApp().contains(site.type())
                && Names.packageOf(subject.types().get(0)).equals(place);
        made.withIf(beside, "same-package", 0.2, () -> "Both come from " + place);
        return beside;
    }
}

package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links of {@code resource}: something ran out, and earlier failures of another kind came as often as it had places, or in
 * code that uses it, before the first complaint. Stock recordings hold no acquire and no release, so confidence stays modest.
 */
final class ResourceFinder implements LinkFinder {
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d{1,5})\\b");

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Link> links = new ArrayList<>();
        for (RecordedSeries series : index.events().series()) {
            Failure first = index.failure(series.exemplars().get(0));
            if (first.isCondition() || !index.isExhaustion(first) || index.isBackground(first)) {
                continue;
            }
            for (RecordedSeries suspect : index.unusual()) {
                Failure cause = index.failure(suspect.exemplars().get(0));
                if (cause.id() < first.id()
                        && !cause.isCondition()
                        && !index.isLookup(cause)
                        && !index.isExhaustion(cause)
                        && !Wording.termination(cause.type())) {
                    link(index, cause, first, suspect).ifPresent(made -> series.exemplars().stream()
                            .map(index::failure)
                            .filter(f ->
                                    selected.into(f.id()).map(Link::confidence).orElse(0.0) < 0.6)
                            .forEach(f -> links.add(again(made, cause, f).as(Relation.RESOURCE))));
                }
            }
        }
        return links;
    }

    private static Case again(Link made, Failure cause, Failure failure) {
        Case copy = new Case(cause, failure);
        made.evidence().forEach(e -> copy.with(e.name(), e.weight(), e.text()));
        made.counter().forEach(e -> copy.against(e.name(), 1 - e.weight(), e.text()));
        return copy;
    }

    private static Optional<Link> link(FailureIndex index, Failure cause, Failure first, RecordedSeries suspect) {
        Case made = new Case(cause, first);
        long before = suspect.exemplars().stream().filter(id -> id < first.id()).count();
        long count = suspect.last().isBefore(first.at()) ? suspect.count() : before;
        made.with(
                "came-first",
                0.1,
                "It was thrown " + (count == 1 ? "once" : count + " times") + " before the first complaint");
        if (count >= 2 && numbers(first).contains(count)) {
            made.with(
                    "as-many-as-places", 0.5, "It came " + count + " times before, a number that the complaint gives");
        }
        Set<String> shared = sharedTypes(index, cause, first);
        made.withIf(!shared.isEmpty(), "same-code", 0.3, "Both pass through " + String.join(", ", shared));
        boolean samePackage = shared.isEmpty() && samePackage(index, cause, first);
        made.withIf(samePackage, "same-package", 0.15, "Both come from the same package");
        boolean background = index.isBackground(cause);
        made.withIf(!background, "unusual", 0.3, "It is not thrown as a matter of habit");
        made.againstIf(background, "first-is-background", 0.3, "It is thrown all the time, before as after");
        made.withIf(
                !background && suspect.last().isBefore(first.at()),
                "stopped-before",
                0.15,
                "It had stopped when the complaints began");
        made.againstIf(
                InApp.isJdk(index.site(cause).frame().type()),
                "no-application-code",
                0.5,
                "No application code is on its stack");
        made.againstIf(
                suspect.count() == 1 && !made.has("as-many-as-places"),
                "only-once",
                0.6,
                "It was thrown once, and can have used up no more than one");
        boolean tied = made.has("same-code") || made.has("same-package") || made.has("as-many-as-places");
        return tied && made.confidence() >= LinkSelection.LEAST / 2
                ? Optional.of(made.as(Relation.RESOURCE))
                : Optional.empty();
    }

    private static Set<Long> numbers(Failure failure) {
        Set<Long> numbers = new HashSet<>();
        Matcher matcher = NUMBER.matcher(failure.message().orElse(""));
        while (matcher.find() && numbers.size() < 16) {
            numbers.add(Long.parseLong(matcher.group(1)));
        }
        return numbers;
    }

    /** In-app classes on both stacks, the outermost two of the later left out: every request passes through those. */
    private static Set<String> sharedTypes(FailureIndex index, Failure a, Failure b) {
        Set<String> types = new HashSet<>();
        for (Frame frame : b.stack().frames()) {
            if (index.inApp().contains(frame.type())
                    && !frame.method().equals("main")
                    && !frame.method().equals("run")
                    && !frame.method().startsWith("lambda$main$")) {
                types.add(frame.type().toLowerCase(Locale.ROOT).contains("main") ? "" : frame.type());
            }
        }
        types.remove("");
        Set<String> others = new HashSet<>();
        Reach.of(a).forEach(f -> others.add(f.type()));
        types.retainAll(others);
        return types;
    }

    private static boolean samePackage(FailureIndex index, Failure a, Failure b) {
        String one = Names.packageOf(index.site(a).frame().type());
        return !one.isEmpty()
                && one.equals(Names.packageOf(index.site(b).frame().type()));
    }
}

package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links of {@code class-init}: a static initialiser fails once, with an ExceptionInInitializerError for the first caller; every
 * later one gets a NoClassDefFoundError that names the class (JVMS §5.5, steps 9 and 5).
 */
final class ClassInitFinder implements LinkFinder {
    private static final String INITIALISER_FAILED = "java.lang.ExceptionInInitializerError";
    private static final String NO_CLASS = "java.lang.NoClassDefFoundError";
    private static final Pattern UNUSABLE = Pattern.compile("^Could not initialize class (\\S+)");

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        Map<String, Failure> inInitialiser = new HashMap<>();
        Map<String, Failure> reported = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (Failure failure : index.failures()) {
            if (failure.type().equals(INITIALISER_FAILED)) {
                selected.into(failure.id())
                        .map(link -> index.failure(link.from()))
                        .map(ClassInitFinder::initialised)
                        .ifPresent(types -> types.forEach(type -> reported.putIfAbsent(type, failure)));
            } else if (failure.type().equals(NO_CLASS)) {
                unusable(failure, reported, inInitialiser, links);
            } else {
                initialised(failure).forEach(type -> inInitialiser.put(type, failure));
            }
        }
        return links;
    }

    private static List<String> initialised(Failure failure) {
        return failure.stack().frames().stream()
                .filter(f -> f.method().equals("<clinit>"))
                .map(Frame::type)
                .toList();
    }

    private static void unusable(
            Failure failure, Map<String, Failure> reported, Map<String, Failure> inInitialiser, List<Link> links) {
        Matcher named = UNUSABLE.matcher(failure.message().orElse(""));
        if (!named.find()) {
            return;
        }
        String type = named.group(1);
        Failure first = reported.getOrDefault(type, inInitialiser.get(type));
        if (first != null && first.id() < failure.id()) {
            links.add(new Case(first, failure)
                    .with(
                            "class-is-unusable",
                            0.9,
                            "Its message says that " + type
                                    + " could not be initialised, and the other ended that class's static initialiser")
                    .as(Relation.CLASS_INIT));
        }
    }
}

package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds classes that a failed static initialiser made unusable. Page: docs/rules/class-init-failure.md. */
public final class ClassInitFailureRule implements Rule {
    /** Judgement: the class is lost until a restart, and the later errors hide why. */
    static final double SCORE = 88;

    /** Judgement: nobody asked for the class again, and whoever asked first went on without it, as libraries do that look around. */
    static final double ONCE_SCORE = 40;

    private static final String FAILED = "java.lang.ExceptionInInitializerError";
    private static final String UNUSABLE = "java.lang.NoClassDefFoundError";

    /** How HotSpot's message starts for a class whose initialiser failed before; a missing class has the bare name. */
    private static final String COULD_NOT = "Could not initialize class ";

    /** Where no evidence tells which class it was. */
    private static final String UNKNOWN = "";

    private static final RuleInfo INFO = RuleInfo.of(
                    "class-init-failure",
                    Topic.FAILURE,
                    "A static initialiser failed and made its class unusable",
                    "Finds classes whose static initialiser threw: the JVM reports the reason once, as ExceptionInInitializerError, and"
                            + " answers every later use of the class with NoClassDefFoundError \"Could not initialize class\" until it is"
                            + " restarted.")
            .needs(Need.ERRORS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<String, Broken> classes = new TreeMap<>();
        for (Facts.Led led : facts.led(Relation.CLASS_INIT)) {
            String name = className(facts, led.to())
                    .or(() -> className(facts, led.from()))
                    .or(() -> facts.exemplars(facts.series(led.to())).stream()
                            .flatMap(f -> className(facts, f).stream())
                            .findFirst())
                    .orElse(UNKNOWN);
            Broken broken = classes.computeIfAbsent(name, Broken::new);
            broken.add(led.from());
            broken.add(led.to());
        }
        for (FailureSeries series : in.analysis().graph().series()) {
            for (Failure failure : facts.exemplars(series)) {
                if (failure.type().equals(FAILED) || isUnusable(failure)) {
                    classes.computeIfAbsent(className(facts, failure).orElse(UNKNOWN), Broken::new)
                            .add(failure);
                }
            }
        }
        dropRepeats(classes);
        return classes.values().stream().map(b -> finding(facts, b)).toList();
    }

    private static boolean isUnusable(Failure failure) {
        return failure.type().equals(UNUSABLE) && failure.message().orElse("").startsWith(COULD_NOT);
    }

    /**
     * By HotSpot's message, else by the initialiser on the stack: that of what it threw, since ExceptionInInitializerError comes to
     * whoever asked for the class, which may be an initialiser itself.
     */
    private static Optional<String> className(Facts facts, Failure failure) {
        if (isUnusable(failure)) {
            return failure.message().map(m -> m.substring(COULD_NOT.length()).strip());
        }
        if (failure.type().equals(FAILED)) {
            return facts.causesOf(failure).stream()
                    .flatMap(f -> initialiser(f).stream())
                    .findFirst();
        }
        return initialiser(failure);
    }

    private static Optional<String> initialiser(Failure failure) {
        return failure.stack().frames().stream()
                .filter(f -> f.method().equals("<clinit>"))
                .map(Frame::type)
                .findFirst();
    }

    /** What could not be told apart adds nothing when a named class holds it too. */
    private static void dropRepeats(Map<String, Broken> classes) {
        Broken unknown = classes.get(UNKNOWN);
        if (unknown != null) {
            classes.values().stream().filter(b -> b != unknown).forEach(b -> unknown.failures.removeAll(b.failures));
            if (unknown.failures.isEmpty() || classes.size() > 1) {
                classes.remove(UNKNOWN);
            }
        }
    }

    private Finding finding(Facts facts, Broken broken) {
        List<Failure> all = List.copyOf(broken.failures);
        Failure first = all.get(0);
        List<Failure> repeats =
                all.stream().filter(ClassInitFailureRule::isUnusable).toList();
        long later = repeats.stream()
                .map(facts::series)
                .distinct()
                .mapToLong(FailureSeries::count)
                .sum();
        String name = broken.name.isEmpty() ? "a class" : broken.name;
        boolean seen = !isUnusable(first);
        boolean harm = later > 0 || !facts.incidentsWith(all).isEmpty();
        return new Draft(INFO, facts, harm ? SCORE : ONCE_SCORE)
                .summary(Words.sentences(
                        seen
                                ? "The initialiser of %s failed at %s in thread %s: %s."
                                        .formatted(
                                                name,
                                                facts.when(first.at()),
                                                first.thread().display(),
                                                facts.told(first))
                                : "The initialiser of %s failed before the recording or unrecorded.".formatted(name),
                        later == 0
                                ? ""
                                : "After that the class could not be used: NoClassDefFoundError %s."
                                        .formatted(Words.times(later))))
                .explanation(
                        "A static initialiser runs once per class loader and is never tried again. The first failure carries"
                                + " the reason; the NoClassDefFoundErrors after it send people looking for a missing jar that is not"
                                + " missing.")
                .remedy(
                        "Take what can fail (files, network, configuration, native libraries) out of static fields and static"
                                + " blocks: a holder that is created on first use and can be tried again, or start-up code that fails"
                                + " loudly. Restart after the reason is mended; the class does not recover.")
                .rests(all)
                .but(
                        harm
                                ? ""
                                : "Nothing that was recorded asked for the class again, and no incident goes back to it.")
                .but(seen ? "" : "The first failure is not recorded, so the reason is not known.")
                .finding();
    }

    /** A class and the failures that concern it, in time order. */
    private static final class Broken {
        private final String name;
        private final TreeSet<Failure> failures =
                new TreeSet<>(Comparator.comparing(Failure::at).thenComparing(Failure::id));

        Broken(String name) {
            this.name = name;
        }

        void add(Failure failure) {
            failures.add(failure);
        }
    }
}

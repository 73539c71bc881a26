package dev.epicenter.rules.library;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Types;
import dev.epicenter.rules.facts.Words;
import java.util.List;

/** Finds exceptions thrown in place of another without carrying it as cause. Page: docs/rules/lost-cause.md. */
public final class LostCauseRule implements Rule {
    /** Judgement: on the way of an incident the log names the wrapper and not the reason. */
    static final double INCIDENT_SCORE = 80;

    /** Judgement: it will hide the reason when it matters; so far it did not. */
    static final double SCORE = 40;

    /** Evidence by which the reconstruction says that the wrapper's constructor was given no cause. */
    static final String NO_CAUSE_PASSED = "no-cause-passed";

    /** Judgement: without a look at the constructor "took its place" is half the claim; keeps such a finding an INFO. */
    private static final double CONSTRUCTOR_UNKNOWN = 0.85;

    private static final String THROWABLE = "Ljava/lang/Throwable;";

    private static final RuleInfo INFO = RuleInfo.of(
                    "lost-cause",
                    Topic.FAILURE,
                    "An exception was replaced and its cause dropped",
                    "Finds handlers that threw a new exception in place of the one they caught and did not pass that on as cause: the"
                            + " stack trace in the log ends at the handler, and the reason is gone.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        return facts.led(Relation.WRAP).stream()
                .filter(l -> l.hasEvidence(NO_CAUSE_PASSED) || constructor(l.to()) != Constructor.KEPT_IT)
                .filter(l -> !isOfTheJdk(l.to()) && !isOfTheVirtualMachine(l.to()))
                .filter(l -> facts.isOwn(l.to()) || facts.inIncident(l.to()))
                .map(l -> finding(facts, l))
                .toList();
    }

    private Finding finding(Facts facts, Facts.Led led) {
        Failure cause = led.from();
        Failure wrapper = led.to();
        Constructor constructor = constructor(wrapper);
        boolean known = led.hasEvidence(NO_CAUSE_PASSED) || constructor != Constructor.UNKNOWN;
        boolean own = facts.isOwn(wrapper);
        double base = facts.inIncident(wrapper) && own ? INCIDENT_SCORE : SCORE;
        String place = own
                ? facts.site(wrapper)
                : wrapper.stack().top().map(Frame::display).orElse("");
        String type = Words.type(wrapper.type());
        return new Draft(INFO, facts, Score.doubted(known ? base : base * CONSTRUCTOR_UNKNOWN, led.confidence()))
                .summary("%s replaced %s in thread %s %s from %s on, and the cause was not kept%s."
                        .formatted(
                                facts.what(wrapper),
                                facts.told(cause),
                                wrapper.thread().display(),
                                Words.times(facts.series(wrapper).count()),
                                facts.when(facts.series(wrapper).first()),
                                constructor == Constructor.DROPPED_IT
                                        ? ": the constructor of " + type
                                                + " was given a Throwable and did not pass it to super"
                                        : ""))
                .explanation(
                        "Whoever reads the log sees where the second exception was built, and no \"Caused by\". The first"
                                + " one, with the real reason and place, exists only in this recording.")
                .remedy(
                        constructor == Constructor.DROPPED_IT
                                ? "Let the constructor of %s call super(message, cause) instead of super(message)."
                                        .formatted(type)
                                : "At %s pass what was caught: new %s(message, e), or initCause(e) where the class has no such constructor.%s"
                                        .formatted(
                                                place,
                                                type,
                                                own
                                                        ? ""
                                                        : " That is code of a library: tell its makers, and log what it says before it."))
                .rests(List.of(wrapper, cause))
                .but(known ? "" : "Which constructor ran is not recorded, so the cause may have been passed after all.")
                .but(
                        led.link().certainty() == Certainty.OBSERVED
                                ? ""
                                : "A later initCause() or addSuppressed() leaves no event and would be missed.")
                .but(led.counter())
                .finding();
    }

    /** Thrown by the JVM itself at an instruction or while it links a class: no handler built it in place of another. */
    private static boolean isOfTheVirtualMachine(Failure wrapper) {
        return Types.isA(
                wrapper,
                "java.lang.LinkageError",
                "java.lang.NullPointerException",
                "java.lang.ClassCastException",
                "java.lang.ArithmeticException",
                "java.lang.ArrayStoreException",
                "java.lang.NegativeArraySizeException",
                "java.lang.ArrayIndexOutOfBoundsException");
    }

    /** Built by the JDK, which translates between its own layers; nobody can mend that, and the message is kept. */
    private static boolean isOfTheJdk(Failure wrapper) {
        return wrapper.stack().top().filter(f -> InAppCode.isJdk(f.type())).isPresent();
    }

    /** What the wrapper's own constructors tell. */
    private static Constructor constructor(Failure wrapper) {
        List<Frame> frames = wrapper.stack().construction();
        if (frames.isEmpty() || frames.get(0).descriptor().isEmpty()) {
            return Constructor.UNKNOWN;
        }
        // innermost first: Throwable's own (an Error's event may start at java.lang.Error's) decides
        if (frames.get(0).descriptor().contains(THROWABLE)) {
            return Constructor.KEPT_IT;
        }
        boolean given = frames.stream().anyMatch(f -> f.descriptor().contains(THROWABLE));
        return given ? Constructor.DROPPED_IT : Constructor.GIVEN_NONE;
    }

    private enum Constructor {
        /** A Throwable reached {@code Throwable.<init>}. */
        KEPT_IT,
        /** A subclass took one and called {@code super} without it. */
        DROPPED_IT,
        /** None was passed to any. */
        GIVEN_NONE,
        /** Not recorded. */
        UNKNOWN
    }
}

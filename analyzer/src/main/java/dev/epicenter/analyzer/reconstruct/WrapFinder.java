package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Links in one thread: {@code cause}, {@code wrap}, {@code rethrow}, {@code suppressed}. A Throwable that was built in a
 * method which an earlier one had passed through, close in time, by a constructor that takes a cause, was most probably
 * built from it.
 */
final class WrapFinder implements LinkFinder {
    /** Earlier failures of the thread that are looked at. */
    private static final int LOOK_BACK = 10;

    /** A handler that takes longer to throw is not told from one that has nothing to do with it. A judgement. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Calls between the catching method and the constructor, at most: translators and factories. */
    private static final int HELPERS = 8;

    /** Calls between what handles and what fails in it, at most, where nothing else tells that they belong together. */
    private static final int NEAR = 10;

    /** A message that is a Throwable's toString(). */
    private static final Pattern OTHER_THROWABLE =
            Pattern.compile("(?s)([\\w$]+\\.)+[\\w$]*(Exception|Error|Throwable)(: .*)?");

    /** Name of the evidence that the first was still on its way when the other took its place. */
    private static final String IN_FLIGHT = "in-flight";

    /** Milliseconds within which the next failure of a thread, if built from a cause, has hardly any other. A judgement. */
    private static final double AT_ONCE = 2;

    /** Milliseconds in which one call throws and throws again. A judgement. */
    private static final double SAME_CALL = 20;

    /** Shortest message whose reappearance in another message is no coincidence. A judgement. */
    private static final int TELLING_MESSAGE = 6;

    /** Milliseconds after which it is doubtful that one call threw both. A judgement. */
    private static final double HANDLED = 100;

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Link> links = new ArrayList<>();
        for (Failure later : index.failures()) {
            if (later.isCondition()) {
                continue;
            }
            int position = 0;
            for (Failure earlier : index.beforeInThread(later, LOOK_BACK)) {
                if (FailureIndex.between(earlier, later).compareTo(PATIENCE) > 0) {
                    break;
                }
                if (!earlier.isCondition()) {
                    link(index, earlier, later, position++).ifPresent(links::add);
                }
            }
        }
        return links;
    }

    private static Optional<Link> link(FailureIndex index, Failure earlier, Failure later, int between) {
        if (earlier.series() == later.series() || index.isLookup(earlier) && !namesIt(earlier, later)) {
            return Optional.empty();
        }
        ConstructorCall constructor = index.constructor(later);
        Case made = new Case(earlier, later);
        boolean told = messages(made, earlier, later);
        boolean weather = index.isBackground(earlier) && index.isBackground(later);
        if (weather && !told && !constructor.tookCause()) {
            return Optional.empty();
        }
        Optional<StackOverlap> overlap = index.overlap(earlier, later);
        boolean place =
                overlap.isPresent() && place(made, index, earlier, later, overlap.get(), constructor, between == 0);
        boolean nextAttempt = isNextAttempt(index, earlier, later);
        boolean stated = made.has("message-is-cause") || made.has("message-contains-cause");
        if (!told && !place || !stated && !constructor.tookCause() && nextAttempt) {
            return Optional.empty();
        }
        if (constructor.tookCause()) {
            made.with("constructor-takes-cause", 0.3, "It was built by a constructor that takes a cause");
        }
        String text = later.message().orElse("");
        made.againstIf(
                !told && OTHER_THROWABLE.matcher(text).matches(),
                "message-names-other",
                0.4,
                "Its message is the toString() of something else");
        made.againstIf(
                nextAttempt && !told && !isFirm(made),
                "others-before",
                0.5,
                "Others of its kind had been thrown before any of the first's kind: this may be the next attempt");
        made.againstIf(
                told && !place && !stated && FailureIndex.millis(earlier, later) > SAME_CALL,
                "not-at-once",
                0.5,
                "Time passed, and nothing but the words ties the two: it may have happened again");
        made.againstIf(
                !told && !constructor.tookCause() && FailureIndex.millis(earlier, later) > HANDLED,
                "some-time-after",
                0.6,
                "Time passed, and a catch block builds what it throws at once");
        overlap.ifPresent(o -> seen(made, index, earlier, later, o));
        timing(made, earlier, later, told ? 0 : between);
        rarity(made, index, earlier, later, told);
        Relation relation = relation(made, earlier, later, overlap, constructor);
        if (relation == Relation.WRAP && constructor == ConstructorCall.NO_CAUSE) {
            made.with(
                    "no-cause-passed",
                    0,
                    "Its constructor was given no cause: what came first is lost to whoever reads it");
        }
        return made.ifWorthIt(relation);
    }

    /** What the agent saw of the first's way where it saw no link: whether it was still on its way, or at its end. */
    private static void seen(Case made, FailureIndex index, Failure earlier, Failure later, StackOverlap overlap) {
        if (!Observed.knows(earlier) || !Observed.knows(later)) {
            return;
        }
        boolean watched = overlap.earlierDepth() > 0
                && earlier.stack().frames().stream()
                        .limit(overlap.earlierDepth())
                        .allMatch(f -> index.inApp().contains(f.type()));
        boolean caught = !index.observed().handlings(earlier).isEmpty();
        made.withIf(
                watched && !caught && !index.observed().isUncaught(earlier),
                IN_FLIGHT,
                0.7,
                "The agent saw no catch block receive the first: the other took its place on its way");
        made.againstIf(
                caught && index.observed().finalHandler(earlier).isPresent(),
                "handled-elsewhere",
                0.6,
                "The agent saw a catch block receive the first and go on, and did not see it throw the other");
    }

    /** What was looked up in vain may still be what a failure complains of. */
    private static boolean namesIt(Failure earlier, Failure later) {
        String cause = earlier.message().orElse("");
        return cause.length() >= TELLING_MESSAGE && later.message().orElse("").contains(cause);
    }

    /** Evidence from the messages; true when they alone carry a link. */
    private static boolean messages(Case made, Failure earlier, Failure later) {
        String text = later.message().orElse("");
        String cause = earlier.message().orElse("");
        boolean named = text.contains(earlier.type());
        if (named && !cause.isEmpty() && text.equals(earlier.asString())) {
            made.with("message-is-cause", 0.9, "Its message is the other's toString()");
            return true;
        }
        if (named && text.contains(earlier.asString())) {
            made.with(
                    "message-contains-cause",
                    cause.isEmpty() ? 0.5 : 0.8,
                    "Its message contains the other's toString()");
            return true;
        }
        if (cause.length() >= TELLING_MESSAGE && text.contains(cause)) {
            boolean equal = text.equals(cause);
            made.with("message-contains-message", equal ? 0.6 : 0.65, "Its message repeats the other's message");
            return true;
        }
        if (!text.isEmpty() && text.contains(Names.simple(earlier.type()))) {
            made.with("message-names-type", 0.5, "Its message names the other's type");
            return true;
        }
        return false;
    }

    /** Evidence from where the stacks part; true when it carries a link. */
    private static boolean place(
            Case made,
            FailureIndex index,
            Failure earlier,
            Failure later,
            StackOverlap overlap,
            ConstructorCall constructor,
            boolean next) {
        String where = overlap.junction().qualifiedMethod();
        boolean builtThere = overlap.laterDepth() == 0 && overlap.earlierDepth() > 0;
        boolean fits = !overlap.sameLine() || overlap.laterDepth() == 0;
        boolean atOnce = next && FailureIndex.millis(earlier, later) < AT_ONCE;
        if (!fits) {
            return constructor.tookCause()
                    && overlap.shared() > 0
                    && (overlap.laterDepth() <= 3 || atOnce)
                    && weakPlace(made, overlap, where);
        }
        if (builtThere) {
            made.with(
                    "built-where-other-passed",
                    constructor.tookCause() ? 0.6 : 0.4,
                    "It was built in " + where + ", which the other had passed through with the same callers");
            return true;
        }
        if (constructor.tookCause() && overlap.laterDepth() > 0 && overlap.laterDepth() <= HELPERS) {
            Frame helper = later.stack().frames().get(overlap.laterDepth() - 1);
            boolean handed = helper.takesThrowable() || helper.type().equals(earlier.type());
            made.with(
                    handed ? "handed-to-helper" : "built-below-shared-method",
                    handed ? 0.6 : 0.15,
                    where + ", which the other had passed through with the same callers, called "
                            + helper.qualifiedMethod()
                            + (handed ? " with a Throwable, and that built it" : ", and that built it"));
            return true;
        }
        boolean near = overlap.laterDepth() > 0
                && overlap.laterDepth() <= NEAR
                && (overlap.earlierDepth() <= NEAR || CleanUp.in(later, overlap.laterDepth()));
        if (near && overlap.earlierDepth() > 0 && !overlap.sameLine() && isHandler(index, overlap.junction())) {
            made.with(
                    "thrown-while-handling",
                    0.1,
                    "It was thrown from another line of " + where + ", after the other had left it");
            return true;
        }
        return constructor.tookCause()
                && (overlap.laterDepth() == 0 || atOnce && overlap.shared() > 0)
                && weakPlace(made, overlap, where);
    }

    /** Whether a frame may hold a handler worth the name: main and initialisers run one thing after the other. */
    private static boolean isHandler(FailureIndex index, Frame frame) {
        return index.inApp().contains(frame.type())
                && !frame.method().equals("main")
                && !frame.method().equals("<clinit>");
    }

    private static boolean weakPlace(Case made, StackOverlap overlap, String where) {
        made.with(
                "same-caller",
                0.3,
                "Both were thrown below line " + overlap.junction().line() + " of " + where);
        return true;
    }

    private static void timing(Case made, Failure earlier, Failure later, int between) {
        double millis = FailureIndex.millis(earlier, later);
        if (millis < 1) {
            made.with("at-once", 0.3, "It followed within a millisecond in the same thread");
        } else if (millis < 20) {
            made.with(
                    "close-in-time",
                    0.15,
                    () -> "It followed within " + Lapse.millis(earlier, later) + " ms in the same thread");
        } else if (millis > 1000) {
            made.against("late", 0.8, () -> "It followed " + Lapse.tenthsOfSeconds(earlier, later) + " s later");
        }
        if (between == 0) {
            made.with("next-in-thread", 0.2, "No other failure of the thread came between");
        } else {
            made.against(
                    "others-between",
                    Math.max(0.7, 1 - 0.07 * between),
                    between + " other failures of the thread came between");
        }
    }

    private static void rarity(Case made, FailureIndex index, Failure earlier, Failure later, boolean told) {
        boolean change = !index.isBackground(earlier) && !index.isBackground(later);
        if (change && FailureIndex.millis(earlier, later) < 50) {
            made.with("both-unusual", 0.25, "Neither is thrown as a matter of habit, so their meeting is no chance");
        }
        if (!told && index.constructor(later) != ConstructorCall.CAUSE_KEPT) {
            company(made, index, earlier, later);
        }
        if (index.isBackground(earlier) && !index.isBackground(later) && !told && !isFirm(made)) {
            made.against(
                    "first-is-background", 0.7, "The first is thrown all the time, mostly without this in its wake");
        }
    }

    /** Whether the place alone says much. */
    private static boolean isFirm(Case made) {
        return made.has("built-where-other-passed") || made.has("handed-to-helper");
    }

    /**
     * Whether the later kind was there before the earlier one: then a loop went round, and the one that looks earlier is what
     * the attempt before ended with.
     */
    private static boolean isNextAttempt(FailureIndex index, Failure earlier, Failure later) {
        return index.seriesOf(later).first().isBefore(index.seriesOf(earlier).first());
    }

    /** Of two that belong together the one is not thrown many times without the other. */
    private static void company(Case made, FailureIndex index, Failure earlier, Failure later) {
        long first = index.seriesOf(earlier).count();
        long second = index.seriesOf(later).count();
        if (first > 3 * second) {
            made.against(
                    "often-without", 0.5, "The first was thrown " + first + " times, this only " + second + " times");
        } else if (second > 3 * first) {
            made.against(
                    "often-without", 0.6, "This was thrown " + second + " times, the first only " + first + " times");
        }
    }

    private static Relation relation(
            Case made, Failure earlier, Failure later, Optional<StackOverlap> overlap, ConstructorCall constructor) {
        if (constructor == ConstructorCall.CAUSE_KEPT) {
            return Relation.CAUSE;
        }
        if (constructor == ConstructorCall.CAUSE_TAKEN) {
            return Relation.CAUSE;
        }
        if (later.type().equals(earlier.type()) && later.message().equals(earlier.message())) {
            return Relation.RETHROW;
        }
        if (made.has(IN_FLIGHT)) {
            return Relation.SUPPRESSED;
        }
        boolean inCleanUp =
                overlap.isPresent() && CleanUp.in(later, overlap.get().laterDepth());
        if (inCleanUp) {
            made.with(
                    "close-in-wake",
                    0.5,
                    "It was thrown by a method that cleans up, called after the first had been thrown");
            return isProgrammingError(later) || Wording.unusable(later) ? Relation.STATE : Relation.SUPPRESSED;
        }
        boolean message = made.has("message-is-cause")
                || made.has("message-contains-cause")
                || made.has("message-contains-message")
                || made.has("message-names-type");
        return !message && (isProgrammingError(later) || Wording.unusable(later)) ? Relation.STATE : Relation.WRAP;
    }

    /** What the virtual machine throws at code that found something missing stands in for nothing. */
    private static boolean isProgrammingError(Failure failure) {
        return switch (failure.type()) {
            case "java.lang.NullPointerException",
                    "java.lang.ClassCastException",
                    "java.lang.ArithmeticException",
                    "java.lang.ArrayIndexOutOfBoundsException",
                    "java.lang.StringIndexOutOfBoundsException",
                    "java.lang.IndexOutOfBoundsException",
                    "java.lang.NegativeArraySizeException" -> true;
            default -> false;
        };
    }
}

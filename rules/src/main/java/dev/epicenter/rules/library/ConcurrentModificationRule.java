package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds collections that were changed while they were in use. Page: docs/rules/concurrent-modification.md. */
public final class ConcurrentModificationRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "concurrent-modification",
                    Topic.FAILURE,
                    "A collection or formatter was changed while it was in use",
                    "Finds ConcurrentModificationException and the stranger signs of a collection that several"
                            + " threads changed without a lock, such as an index out of bounds inside ArrayList.add or a tree"
                            + " node that is none inside HashMap; maps whose computation changes them; and formats of dates and"
                            + " numbers that threads share.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "A collection was changed while it was gone through",
                    78,
                    f -> Types.isA(f, "java.util.ConcurrentModificationException"),
                    "Either the loop changes what it goes through, or another thread does. The check is best"
                            + " effort: for each time that it throws there are others in which an element was skipped or read"
                            + " twice without a sign.",
                    "In one thread: removeIf, Iterator.remove, or collect first and change afterwards. Shared by"
                            + " threads: ConcurrentHashMap, CopyOnWriteArrayList for lists that are mostly read, or one lock"
                            + " around the whole loop (a synchronizedList locks single calls, not the loop). Find who changes"
                            + " it by the field's writers, since the stack shows the reader only."),
            new Family(
                    "A map was changed by the computation of one of its values",
                    82,
                    f -> f.type().equals("java.lang.IllegalStateException") && Family.says(f, "recursive update"),
                    "The function given to computeIfAbsent, compute or merge used the same map. ConcurrentHashMap notices some of that;"
                            + " what it does not notice blocks for ever or loses the value.",
                    "Compute first and put afterwards (putIfAbsent), or look up what the value needs before the call. Recursion through"
                            + " a cache wants a plain get, the computation, and putIfAbsent."),
            new Family(
                    "A format of dates or numbers was used by several threads at once",
                    84,
                    ConcurrentModificationRule::isSharedFormat,
                    "SimpleDateFormat, DecimalFormat and Calendar keep what they work on in fields. Used by two threads, they mix the two: some"
                            + " calls fail strangely, inside the JDK and for inputs that are right, and others return a wrong date or number"
                            + " without a sign.",
                    "java.time.format.DateTimeFormatter is safe to share; else a new format each time, or one for each thread (ThreadLocal). What"
                            + " was parsed or printed meanwhile may be wrong: look for it."),
            new Family(
                    "A collection is broken inside",
                    84,
                    ConcurrentModificationRule::isCorrupted,
                    "The collection's own code met a state that it never leaves behind: two threads changed it at"
                            + " once. Elements are lost, and a HashMap can also loop for ever.",
                    "Find who shares it and replace it (ConcurrentHashMap, ConcurrentLinkedQueue,"
                            + " CopyOnWriteArrayList) or guard all uses, reads too, by one lock. What it holds now is not to"
                            + " be trusted; restart."));

    private static final List<String> STRUCTURES = List.of(
            "java.util.HashMap",
            "java.util.ArrayList",
            "java.util.TreeMap",
            "java.util.LinkedList",
            "java.util.ArrayDeque");

    /** Methods that no argument of a caller can make fail so. */
    private static final List<String> SAFE = List.of(
            "add",
            "put",
            "putVal",
            "resize",
            "treeifyBin",
            "treeify",
            "split",
            "putTreeVal",
            "fixAfterInsertion",
            "fixAfterDeletion",
            "linkLast",
            "unlink",
            "addLast",
            "grow",
            "rotateLeft",
            "rotateRight",
            "balanceInsertion");

    /** The JDK parses its own digits: no input of a caller can make that fail. */
    private static boolean isSharedFormat(Failure failure) {
        boolean digits = Types.isA(failure, "java.lang.NumberFormatException");
        boolean places = Types.isA(failure, "java.lang.ArrayIndexOutOfBoundsException");
        return (digits || places)
                && failure.stack().frames().stream()
                        .takeWhile(f -> InAppCode.isJdk(f.type()))
                        .anyMatch(f -> f.type().equals("java.text.DigitList")
                                || places && f.type().startsWith("sun.util.calendar."));
    }

    private static boolean isCorrupted(Failure failure) {
        boolean unlikely = Types.isA(
                failure,
                "java.lang.NullPointerException",
                "java.lang.ArrayIndexOutOfBoundsException",
                "java.lang.ClassCastException");
        return unlikely
                && failure.stack()
                        .top()
                        .filter(ConcurrentModificationRule::isSafe)
                        .isPresent()
                && !(failure.type().equals("java.lang.ClassCastException")
                        && !Family.says(failure, "java.util.hashmap$"))
                && !(failure.type().equals("java.lang.NullPointerException")
                        && failure.message().isPresent());
    }

    private static boolean isSafe(Frame frame) {
        return SAFE.contains(frame.method())
                && STRUCTURES.stream()
                        .anyMatch(s -> frame.type().equals(s) || frame.type().startsWith(s + "$"));
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}

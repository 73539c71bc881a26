package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.List;
import java.util.Optional;

/**
 * Where the stacks of two failures of one thread part: the innermost method that both pass through, with the same callers.
 * That method is where the first may have been caught and the second thrown from.
 *
 * @param junction    the shared method's frame on the later stack
 * @param earlier     the same method's frame on the earlier stack
 * @param laterDepth  frames of the later stack above the junction; 0 when the junction built it
 * @param earlierDepth frames of the earlier stack above the junction; 0 when the junction built it
 * @param sameLine    whether both leave the junction at the same line
 * @param shared      frames below the junction that both share
 */
record StackOverlap(Frame junction, Frame earlier, int laterDepth, int earlierDepth, boolean sameLine, int shared) {

    /** Frames searched from the top when stacks are cut and can't be aligned at the bottom. */
    private static final int SEARCH = 24;

    static Optional<StackOverlap> of(StackTrace earlier, StackTrace later) {
        List<Frame> a = earlier.frames();
        List<Frame> b = later.frames();
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return earlier.truncated() || later.truncated() ? ofCut(a, b) : ofWhole(a, b);
    }

    private static Optional<StackOverlap> ofWhole(List<Frame> a, List<Frame> b) {
        int i = a.size() - 1;
        int j = b.size() - 1;
        while (i >= 0 && j >= 0 && sameCall(a.get(i), b.get(j))) {
            i--;
            j--;
        }
        int shared = a.size() - 1 - i;
        if (i >= 0 && j >= 0 && a.get(i).sameMethod(b.get(j))) {
            return Optional.of(new StackOverlap(b.get(j), a.get(i), j, i, false, shared));
        }
        if (shared == 0) {
            return Optional.empty();
        }
        return Optional.of(new StackOverlap(b.get(j + 1), a.get(i + 1), j + 1, i + 1, true, shared - 1));
    }

    private static Optional<StackOverlap> ofCut(List<Frame> a, List<Frame> b) {
        for (int j = 0; j < Math.min(b.size(), SEARCH); j++) {
            for (int i = 0; i < Math.min(a.size(), SEARCH * 2); i++) {
                if (a.get(i).sameMethod(b.get(j))) {
                    int shared = sharedBelow(a, i, b, j);
                    boolean toTheEnd = i + shared == a.size() - 1 || j + shared == b.size() - 1;
                    if (shared > 0 && toTheEnd) {
                        boolean sameLine = a.get(i).line() == b.get(j).line();
                        return Optional.of(new StackOverlap(b.get(j), a.get(i), j, i, sameLine, shared));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static int sharedBelow(List<Frame> a, int i, List<Frame> b, int j) {
        int shared = 0;
        while (i + shared + 1 < a.size()
                && j + shared + 1 < b.size()
                && sameCall(a.get(i + shared + 1), b.get(j + shared + 1))) {
            shared++;
        }
        return shared;
    }

    private static boolean sameCall(Frame a, Frame b) {
        return a.line() == b.line() && a.sameMethod(b);
    }
}

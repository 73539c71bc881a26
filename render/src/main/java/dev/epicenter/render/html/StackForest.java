package dev.epicenter.render.html;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stacks that share their outer frames, each frame once: a node is a frame and the node that called it. A page with thousands of
 * deep stacks is kept small by leaving out the outer frames of those that come last.
 */
final class StackForest {
    /** Nodes of whole stacks; some 12 bytes each, and a name where it is new. A judgement. */
    private static final int DEEP_NODES = 15_000;

    private static final int SHALLOW = 8;
    static final int NONE = -1;

    private final Map<Frame, Integer> frameNumbers = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Long, Integer> nodeNumbers = new HashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> frameOfNode = new ArrayList<>();
    private final Map<Integer, Integer> leaves = new HashMap<>();
    private final Map<Integer, Integer> left = new HashMap<>();

    /** @param series those first that matter most */
    StackForest(List<FailureSeries> series) {
        for (FailureSeries one : series) {
            List<Frame> stack = one.stack().frames();
            int depth = parents.size() < DEEP_NODES ? stack.size() : Math.min(SHALLOW, stack.size());
            int node = NONE;
            for (int i = depth - 1; i >= 0; i--) {
                node = node(node, frame(stack.get(i)));
            }
            leaves.put(one.id(), node);
            left.put(one.id(), stack.size() - depth);
        }
    }

    /** The number of a frame. */
    int frame(Frame frame) {
        Integer known = frameNumbers.putIfAbsent(frame, frames.size());
        if (known != null) {
            return known;
        }
        frames.add(frame);
        return frames.size() - 1;
    }

    private int node(int parent, int frame) {
        Integer known = nodeNumbers.putIfAbsent((long) parent << 32 | frame, parents.size());
        if (known != null) {
            return known;
        }
        parents.add(parent);
        frameOfNode.add(frame);
        return parents.size() - 1;
    }

    /** The frame that threw, {@link #NONE} without a stack. */
    int leaf(FailureSeries series) {
        return leaves.getOrDefault(series.id(), NONE);
    }

    /** How many outer frames were left out. */
    int left(FailureSeries series) {
        return left.getOrDefault(series.id(), 0);
    }

    /** Frames by number. */
    List<Frame> frames() {
        return frames;
    }

    /** The caller of each node, {@link #NONE} for an outermost one. */
    List<Integer> parents() {
        return parents;
    }

    /** The frame of each node. */
    List<Integer> frameOfNode() {
        return frameOfNode;
    }
}

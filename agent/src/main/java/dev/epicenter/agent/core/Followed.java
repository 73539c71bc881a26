package dev.epicenter.agent.core;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the stack or in a local variable, as far as it matters what became of a caught throwable.
 *
 * @param size    1, or 2 for long and double
 * @param origins where it may come from: the label of a handler that caught it, or the instruction that made it
 */
record Followed(int size, Set<Object> origins) implements Value {
    @Override
    public int getSize() {
        return size;
    }

    Followed merged(Followed other) {
        if (size != other.size || origins.containsAll(other.origins)) {
            return this;
        }
        Set<Object> both = new HashSet<>(origins);
        both.addAll(other.origins);
        return new Followed(size, both);
    }
}

package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.collection.FastAccessNumberMap;
import org.openjdk.jmc.flightrecorder.parser.IConstantPoolExtension;

/**
 * Puts our stacks and threads in the place of JMC's in its constant pools, so that events come with them and nobody has to look
 * them up for each event.
 */
final class ChunkConstants implements IConstantPoolExtension {
    private final ChunkScope scope;
    private final Map<String, List<Long>> found = new HashMap<>();

    ChunkConstants(ChunkScope scope) {
        this.scope = scope;
    }

    @Override
    public Object constantRead(long index, Object constant, String type) {
        if (constant instanceof IMCStackTrace || constant instanceof IMCThread) {
            found.computeIfAbsent(type, t -> new ArrayList<>()).add(index);
        }
        return constant;
    }

    @Override
    public void allConstantPoolsResolved(Map<String, FastAccessNumberMap<Object>> pools) {
        found.forEach((type, indexes) -> {
            FastAccessNumberMap<Object> pool = pools.get(type);
            if (pool != null) {
                indexes.forEach(index -> pool.put(index, ours(pool.get(index))));
            }
        });
        found.clear();
        FastAccessNumberMap<Object> methods = pools.get("jdk.types.Method");
        if (methods != null) {
            scope.all.tasks.startChunk(methods);
        }
    }

    private @Nullable Object ours(@Nullable Object constant) {
        if (constant instanceof IMCStackTrace stack) {
            return new ChunkStack(stack);
        }
        try {
            return constant instanceof IMCThread thread ? scope.thread(thread) : constant;
        } catch (RuntimeException e) {
            return constant; // damaged, which is the affair of the first event that has it
        }
    }
}

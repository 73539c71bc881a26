package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.IMCStackTrace;

/** Finds the periodic tasks that stacks pass through, and counts their signs of life. */
final class TaskTally {
    private static final int MAX_TASKS = 1_000;

    private final StackPool stacks;
    private final Map<Entry, Task> tasks = new HashMap<>();
    /** The chunk's methods that run tasks periodically, null when they are not known. */
    private @Nullable List<IMCMethod> chunkRunners;

    private record Entry(String type, String method, String descriptor, String runner) {}

    /** A periodic task while its signs of life are counted. */
    static final class Task {
        final Frame entry;
        final Frame runner;
        long events;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;

        Task(Frame entry, Frame runner) {
            this.entry = entry;
            this.runner = runner;
        }

        void seen(long at) {
            events++;
            first = Math.min(first, at);
            last = Math.max(last, at);
        }
    }

    TaskTally(StackPool stacks) {
        this.stacks = stacks;
    }

    /** Told of all methods that the chunk's stacks may have. */
    void startChunk(Iterable<?> methods) {
        List<IMCMethod> runners = new ArrayList<>();
        try {
            for (Object constant : methods) {
                if (constant instanceof IMCMethod method && isNamedAsRunner(method)) {
                    runners.add(method);
                }
            }
        } catch (RuntimeException e) {
            return; // a damaged one, which is the affair of the first stack that has it
        }
        chunkRunners = runners;
    }

    void endChunk() {
        chunkRunners = null;
    }

    /** The task that a stack is of, null when it is of none. */
    @Nullable
    Task find(IMCStackTrace stack) {
        if (chunkRunners != null && chunkRunners.isEmpty()) {
            return null;
        }
        List<? extends IMCFrame> frames = stack.getFrames();
        for (int i = frames.size() - 1; i > 0; i--) {
            if (isRunner(frames.get(i).getMethod())) {
                int entry = i - 1;
                while (entry > 0 && isAdapter(frames.get(entry).getMethod())) {
                    entry--;
                }
                return task(stacks.frame(frames.get(entry)), stacks.frame(frames.get(i)));
            }
        }
        return null;
    }

    private @Nullable Task task(Frame entry, Frame runner) {
        Entry key = new Entry(entry.type(), entry.method(), entry.descriptor(), runner.type());
        Task known = tasks.get(key);
        if (known == null && tasks.size() < MAX_TASKS) {
            known = new Task(entry, runner);
            tasks.put(key, known);
        }
        return known;
    }

    private boolean isRunner(@Nullable IMCMethod method) {
        if (method == null) {
            return false;
        }
        if (chunkRunners != null) {
            for (IMCMethod runner : chunkRunners) {
                if (method == runner) {
                    return true;
                }
            }
            return false;
        }
        return isNamedAsRunner(method);
    }

    private static boolean isNamedAsRunner(IMCMethod method) {
        String name = method.getMethodName();
        if ("runAndReset".equals(name)) {
            return StackPool.name(method.getType()).equals("java.util.concurrent.FutureTask");
        }
        return "mainLoop".equals(name) && StackPool.name(method.getType()).equals("java.util.TimerThread");
    }

    private static boolean isAdapter(@Nullable IMCMethod method) {
        return method != null && StackPool.name(method.getType()).startsWith("java.util.concurrent.Executors$");
    }

    /** Most active first. */
    List<TaskActivity> activities() {
        List<TaskActivity> all = new ArrayList<>();
        for (Task t : tasks.values()) {
            if (t.events == 0) {
                continue;
            }
            all.add(new TaskActivity(t.entry, t.runner, t.events, Nanos.instant(t.first), Nanos.instant(t.last)));
        }
        all.sort(Comparator.comparingLong(TaskActivity::events).reversed().thenComparing(a -> a.entry()
                .display()));
        return all;
    }
}

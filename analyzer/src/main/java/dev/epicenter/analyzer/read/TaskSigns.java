package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.MethodInfo;
import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the periodic tasks that a chunk's stacks pass through, and counts their signs of life in it. */
final class TaskSigns {
    private static final int UNSOUGHT = 0;
    private static final int NONE = 1;
    private static final int FIRST = 2;

    private final ChunkScope scope;
    private final Frames frames = new Frames();
    private final List<Task> tasks = new ArrayList<>();
    private final Map<List<Frame>, Integer> numbers = new HashMap<>();
    private int[] taskOfStack = new int[256];
    /** By the number of a method: whether it runs periodic tasks, as {@link #NONE} or {@link #FIRST}. */
    private byte[] runners = new byte[256];

    /** A periodic task; times in nanoseconds since the epoch. */
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
    }

    TaskSigns(ChunkScope scope) {
        this.scope = scope;
    }

    /** An event with a stack. */
    void passes(int stack, long at) {
        if (stack < 0) {
            return;
        }
        if (stack >= taskOfStack.length) {
            taskOfStack = Arrays.copyOf(taskOfStack, Math.max(stack + 1, taskOfStack.length * 2));
        }
        int number = taskOfStack[stack];
        if (number == UNSOUGHT) {
            number = seek(stack);
            taskOfStack[stack] = number;
        }
        if (number >= FIRST) {
            Task task = tasks.get(number - FIRST);
            task.events++;
            task.first = Math.min(task.first, at);
            task.last = Math.max(task.last, at);
        }
    }

    private int seek(int stack) {
        Dictionary dictionary = scope.dictionary;
        dictionary.frames(stack, frames);
        for (int i = frames.size() - 1; i > 0; i--) {
            if (isRunner(frames.method(i))) {
                int entry = i - 1;
                while (entry > 0 && isAdapter(dictionary.method(frames.method(entry)))) {
                    entry--;
                }
                Frame of = scope.stacks.frame(dictionary.method(frames.method(entry)), frames.line(entry));
                Frame by = scope.stacks.frame(dictionary.method(frames.method(i)), frames.line(i));
                return numbers.computeIfAbsent(List.of(of, by), k -> {
                    tasks.add(new Task(of, by));
                    return tasks.size() - 1 + FIRST;
                });
            }
        }
        return NONE;
    }

    private boolean isRunner(int method) {
        if (method < 0) {
            return false;
        }
        if (method >= runners.length) {
            runners = Arrays.copyOf(runners, Math.max(method + 1, runners.length * 2));
        }
        if (runners[method] == UNSOUGHT) {
            runners[method] = (byte) (isRunner(scope.dictionary.method(method)) ? FIRST : NONE);
        }
        return runners[method] == FIRST;
    }

    private static boolean isRunner(MethodInfo method) {
        return switch (method.name()) {
            case "runAndReset" -> method.type().equals("java.util.concurrent.FutureTask");
            case "mainLoop" -> method.type().equals("java.util.TimerThread");
            default -> false;
        };
    }

    private static boolean isAdapter(MethodInfo method) {
        return method.type().startsWith("java.util.concurrent.Executors$");
    }

    List<Task> all() {
        return tasks;
    }
}

package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up the signs of life of periodic tasks over the chunks of one process. */
final class TaskTally {
    private static final int MAX_TASKS = 1_000;

    private final Map<Entry, TaskSigns.Task> tasks = new HashMap<>();

    private record Entry(String type, String method, String descriptor, String runner) {}

    /** Takes those of the next chunk. */
    void add(List<TaskSigns.Task> chunk) {
        for (TaskSigns.Task seen : chunk) {
            Entry key = new Entry(seen.entry.type(), seen.entry.method(), seen.entry.descriptor(), seen.runner.type());
            TaskSigns.Task task = tasks.get(key);
            if (task == null && tasks.size() < MAX_TASKS) {
                task = new TaskSigns.Task(seen.entry, seen.runner);
                tasks.put(key, task);
            }
            if (task != null) {
                task.events += seen.events;
                task.first = Math.min(task.first, seen.first);
                task.last = Math.max(task.last, seen.last);
            }
        }
    }

    /** Most active first. */
    List<TaskActivity> activities() {
        List<TaskActivity> all = new ArrayList<>();
        for (TaskSigns.Task t : tasks.values()) {
            if (t.events > 0) {
                all.add(new TaskActivity(t.entry, t.runner, t.events, Nanos.instant(t.first), Nanos.instant(t.last)));
            }
        }
        all.sort(Comparator.comparingLong(TaskActivity::events).reversed().thenComparing(a -> a.entry()
                .display()));
        return all;
    }
}

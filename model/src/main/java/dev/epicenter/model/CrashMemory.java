package dev.epicenter.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the crashed process and its machine had and were allowed, in bytes and pieces, by name: what the log tells and no more.
 *
 * <p>Names: {@value #PHYSICAL}, {@value #AVAILABLE}, {@value #SWAP}, {@value #SWAP_FREE}, {@value #COMMIT_LIMIT},
 * {@value #COMMITTED}, {@value #RESIDENT}, {@value #VIRTUAL}, {@value #HEAP_USED}, {@value #HEAP_COMMITTED},
 * {@value #HEAP_MAX}, {@value #METASPACE_USED}, {@value #METASPACE_COMMITTED}, {@value #METASPACE_MAX}, {@value #CODE_CACHE_USED},
 * {@value #CODE_CACHE_MAX}, {@value #CONTAINER_LIMIT}, {@value #CONTAINER_USED}, {@value #CONTAINER_PEAK},
 * {@value #CONTAINER_TASKS_LIMIT}, {@value #CONTAINER_TASKS}, {@value #LIMIT_TASKS}, {@value #LIMIT_ADDRESS_SPACE},
 * {@value #LIMIT_DATA}, {@value #LIMIT_FILES}, {@value #LIMIT_CORE}, {@value #LIMIT_STACK}, {@value #THREADS}, {@value #THREADS_MAX},
 * {@value #MAPPINGS}, {@value #MAPPINGS_MAX}, {@value #PID_MAX}; and how often the virtual machine had thrown such errors before:
 * {@value #HEAP_ERRORS}, {@value #METASPACE_ERRORS}, {@value #CLASS_SPACE_ERRORS}, {@value #STACK_OVERFLOWS}.
 *
 * @param values by name; a limit that is told to be unlimited is absent
 */
public record CrashMemory(SortedMap<String, Long> values) {
    public static final String PHYSICAL = "physical";
    public static final String AVAILABLE = "available";
    public static final String SWAP = "swap";
    public static final String SWAP_FREE = "swap-free";
    public static final String COMMIT_LIMIT = "commit-limit";
    public static final String COMMITTED = "committed";
    public static final String RESIDENT = "resident";
    public static final String VIRTUAL = "virtual";
    public static final String HEAP_USED = "heap-used";
    public static final String HEAP_COMMITTED = "heap-committed";
    public static final String HEAP_MAX = "heap-max";
    public static final String METASPACE_USED = "metaspace-used";
    public static final String METASPACE_COMMITTED = "metaspace-committed";
    public static final String METASPACE_MAX = "metaspace-max";
    public static final String CODE_CACHE_USED = "code-cache-used";
    public static final String CODE_CACHE_MAX = "code-cache-max";
    public static final String CONTAINER_LIMIT = "container-limit";
    public static final String CONTAINER_USED = "container-used";
    public static final String CONTAINER_PEAK = "container-peak";
    public static final String CONTAINER_TASKS_LIMIT = "container-tasks-limit";
    public static final String CONTAINER_TASKS = "container-tasks";
    public static final String LIMIT_TASKS = "limit-tasks";
    public static final String LIMIT_ADDRESS_SPACE = "limit-address-space";
    public static final String LIMIT_DATA = "limit-data";
    public static final String LIMIT_FILES = "limit-files";
    public static final String LIMIT_CORE = "limit-core";
    public static final String LIMIT_STACK = "limit-stack";
    public static final String THREADS = "threads";
    public static final String THREADS_MAX = "threads-max";
    public static final String MAPPINGS = "mappings";
    public static final String MAPPINGS_MAX = "mappings-max";
    public static final String PID_MAX = "pid-max";
    public static final String HEAP_ERRORS = "heap-errors";
    public static final String METASPACE_ERRORS = "metaspace-errors";
    public static final String CLASS_SPACE_ERRORS = "class-space-errors";
    public static final String STACK_OVERFLOWS = "stack-overflows";

    /** The log tells nothing. */
    public static final CrashMemory UNKNOWN = new CrashMemory(new TreeMap<>());

    public CrashMemory {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The value of that name, 0 when not told. */
    public long of(String name) {
        return values.getOrDefault(name, 0L);
    }

    /** One value as a share of another; 0 when either is not told. */
    public double share(String part, String whole) {
        return of(whole) > 0 ? (double) of(part) / of(whole) : 0;
    }
}

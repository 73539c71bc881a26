package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashMemory;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory and limits: of the heap and its neighbours, of the process, its container, its machine. All are facts of one line. */
final class MemorySection implements Section {
    private static final Map<String, String> MEMINFO = Map.of(
            "MemTotal", CrashMemory.PHYSICAL,
            "MemAvailable", CrashMemory.AVAILABLE,
            "SwapTotal", CrashMemory.SWAP,
            "SwapFree", CrashMemory.SWAP_FREE,
            "CommitLimit", CrashMemory.COMMIT_LIMIT,
            "Committed_AS", CrashMemory.COMMITTED);

    private static final Map<String, String> CONTAINER = Map.of(
            "memory_limit_in_bytes", CrashMemory.CONTAINER_LIMIT,
            "memory_usage_in_bytes", CrashMemory.CONTAINER_USED,
            "memory_max_usage_in_bytes", CrashMemory.CONTAINER_PEAK,
            "maximum number of tasks", CrashMemory.CONTAINER_TASKS_LIMIT,
            "current number of tasks", CrashMemory.CONTAINER_TASKS);

    private static final Map<String, String> LIMITS = Map.of(
            "NPROC", CrashMemory.LIMIT_TASKS,
            "AS", CrashMemory.LIMIT_ADDRESS_SPACE,
            "DATA", CrashMemory.LIMIT_DATA,
            "NOFILE", CrashMemory.LIMIT_FILES,
            "CORE", CrashMemory.LIMIT_CORE,
            "STACK", CrashMemory.LIMIT_STACK);

    private static final Map<String, String> KERNEL = Map.of(
            "/proc/sys/kernel/threads-max", CrashMemory.THREADS_MAX,
            "/proc/sys/vm/max_map_count", CrashMemory.MAPPINGS_MAX,
            "/proc/sys/kernel/pid_max", CrashMemory.PID_MAX);

    private static final Map<String, String> ERRORS = Map.of(
            "OutOfMemoryError java_heap_errors", CrashMemory.HEAP_ERRORS,
            "OutOfMemoryError metaspace_errors", CrashMemory.METASPACE_ERRORS,
            "OutOfMemoryError class_metaspace_errors", CrashMemory.CLASS_SPACE_ERRORS,
            "StackOverflowErrors", CrashMemory.STACK_OVERFLOWS);

    private static final Pattern NAMED =
            Pattern.compile("^([\\w() ]{2,60}?)\\s*[:=]\\s*([0-9][0-9. ]{0,20}[kKMG]?[bB]?)\\b.*$");
    private static final Pattern LIMIT = Pattern.compile("\\b([A-Z]{2,8}) ([0-9]{1,18}k?)\\b");
    private static final Pattern HEAP = Pattern.compile(
            "^\\s*[\\w -]{3,40}?\\s+total (?:reserved )?([0-9]{1,12})K, (?:committed ([0-9]{1,12})K, )?used ([0-9]{1,12})K(?: \\[(0x[0-9a-fA-F]{1,16}), ?(?:0x[0-9a-fA-F]{1,16}, ?)?(0x[0-9a-fA-F]{1,16})\\))?.*$");
    private static final Pattern Z_HEAP = Pattern.compile(
            "^\\s*Z[\\w ]*?Heap\\s+used ([0-9]{1,9})M, capacity ([0-9]{1,9})M, max capacity ([0-9]{1,9})M.*$");
    private static final Pattern METASPACE =
            Pattern.compile("^\\s*Metaspace\\s+used ([0-9]{1,12})K,.*?(?:committed ([0-9]{1,12})K.*)?$");
    private static final Pattern CODE =
            Pattern.compile("^Code(?:Heap|Cache)\\b.*?size=([0-9]{1,12})Kb,? used=([0-9]{1,12})Kb.*$");
    private static final Pattern HEAP_ADDRESS =
            Pattern.compile("^\\s*[Hh]eap address: (0x[0-9a-fA-F]{1,16}), size: ([0-9]{1,9}) MB.*$");
    private static final Pattern BOUNDS =
            Pattern.compile("^\\s*bounds \\[(0x[0-9a-fA-F]{1,16}), (0x[0-9a-fA-F]{1,16}), (0x[0-9a-fA-F]{1,16})\\].*$");
    private static final Pattern CLASS_SPACE =
            Pattern.compile("^Compressed class space mapped at: (0x[0-9a-fA-F]{1,16})-(0x[0-9a-fA-F]{1,16}).*$");
    private static final Pattern CLASS_SPACE_OLD =
            Pattern.compile("^Compressed class space size: ([0-9]{1,18}) Address: (0x[0-9a-fA-F]{1,16}).*$");
    private static final Pattern ARCHIVE = Pattern.compile(
            "^CDS archive\\(s\\) (?:mapped at: )?\\[(0x[0-9a-fA-F]{1,16})-(?:0x[0-9a-fA-F]{1,16}-)?(0x[0-9a-fA-F]{1,16})\\).*$");
    private static final Pattern MACHINE =
            Pattern.compile("^Memory: .{0,40}?physical ([0-9]{1,15})k\\s?\\(([0-9]{1,15})k free\\).*$");

    private final CrashDraft draft;
    private String kernelValue = "";
    private boolean inHeap;

    MemorySection(CrashDraft draft) {
        this.draft = draft;
    }

    /** True for a line that is taken here whole, and for the beginning of the heap's state. */
    @Override
    public boolean begins(String line) {
        if (!kernelValue.isEmpty()) {
            String name = kernelValue;
            kernelValue = "";
            Hex.number(line.strip()).ifPresent(value -> draft.memory.put(name, value));
        }
        if (line.startsWith("Heap:")) {
            inHeap = draft.memory.get(CrashMemory.HEAP_USED) == null;
            return true;
        }
        if (line.startsWith("Metaspace:") || line.startsWith("/proc/meminfo:")) {
            return true;
        }
        return fact(line) && !inHeap;
    }

    @Override
    public void line(String line) {
        if (line.isBlank()) {
            inHeap = false;
        }
    }

    private boolean fact(String line) {
        if (line.isEmpty() || line.length() > 500 || line.startsWith("Event: ")) {
            return false;
        }
        return kernel(line) || limits(line) || named(line) || ranges(line) || heap(line) || machine(line);
    }

    private boolean kernel(String line) {
        for (Map.Entry<String, String> entry : KERNEL.entrySet()) {
            if (line.startsWith(entry.getKey())) {
                int colon = line.lastIndexOf(':');
                OptionalLong value = colon < 0
                        ? OptionalLong.empty()
                        : Hex.number(line.substring(colon + 1).strip());
                value.ifPresent(v -> draft.memory.put(entry.getValue(), v));
                kernelValue = value.isPresent() ? "" : entry.getValue();
                return true;
            }
        }
        return false;
    }

    private boolean limits(String line) {
        if (!line.startsWith("rlimit")) {
            return false;
        }
        Matcher limit = LIMIT.matcher(line);
        while (limit.find()) {
            String name = LIMITS.get(limit.group(1));
            OptionalLong value = Hex.size(limit.group(2));
            if (name != null && value.isPresent()) {
                draft.memory.put(name, value.getAsLong());
            }
        }
        return true;
    }

    private boolean named(String line) {
        Matcher matcher = NAMED.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1).strip();
        String known = MEMINFO.getOrDefault(name, CONTAINER.getOrDefault(name, ERRORS.get(name)));
        if (name.equals("Virtual Size")) {
            known = CrashMemory.VIRTUAL;
        } else if (name.equals("Resident Set Size")) {
            known = CrashMemory.RESIDENT;
        } else if (name.equals("MaxMetaspaceSize")) {
            known = CrashMemory.METASPACE_MAX;
        }
        OptionalLong value = Hex.size(matcher.group(2));
        if (known == null || value.isEmpty()) {
            return false;
        }
        draft.memory.put(known, value.getAsLong());
        return true;
    }

    private boolean ranges(String line) {
        Matcher heap = HEAP_ADDRESS.matcher(line);
        Matcher bounds = BOUNDS.matcher(line);
        Matcher classSpace = CLASS_SPACE.matcher(line);
        Matcher classSpaceOld = CLASS_SPACE_OLD.matcher(line);
        Matcher archive = ARCHIVE.matcher(line);
        if (heap.matches()) {
            long from = Hex.address(heap.group(1)).orElse(0);
            draft.heap = new AddressRange(from, from + (Long.parseLong(heap.group(2)) << 20));
            draft.memory.putIfAbsent(CrashMemory.HEAP_MAX, Long.parseLong(heap.group(2)) << 20);
        } else if (bounds.matches()) {
            draft.codeCache.add(range(bounds.group(1), bounds.group(3)));
        } else if (classSpace.matches()) {
            draft.metaspace = range(classSpace.group(1), classSpace.group(2));
        } else if (classSpaceOld.matches()) {
            long from = Hex.address(classSpaceOld.group(2)).orElse(0);
            draft.metaspace = new AddressRange(from, from + Long.parseLong(classSpaceOld.group(1)));
        } else if (archive.matches()) {
            draft.archive = range(archive.group(1), archive.group(2));
        } else {
            return false;
        }
        return true;
    }

    private static AddressRange range(String from, String to) {
        return new AddressRange(Hex.address(from).orElse(0), Hex.address(to).orElse(0));
    }

    private boolean heap(String line) {
        Matcher metaspace = METASPACE.matcher(line);
        Matcher code = CODE.matcher(line);
        if (metaspace.matches()) {
            draft.memory.put(CrashMemory.METASPACE_USED, Long.parseLong(metaspace.group(1)) << 10);
            if (metaspace.group(2) != null) {
                draft.memory.put(CrashMemory.METASPACE_COMMITTED, Long.parseLong(metaspace.group(2)) << 10);
            }
            return true;
        }
        if (code.matches()) {
            long size = Long.parseLong(code.group(1)) << 10;
            long used = Long.parseLong(code.group(2)) << 10;
            boolean whole = line.startsWith("CodeCache");
            draft.memory.merge(CrashMemory.CODE_CACHE_MAX, size, (a, b) -> whole ? b : a + b);
            draft.memory.merge(CrashMemory.CODE_CACHE_USED, used, (a, b) -> whole ? b : a + b);
            return true;
        }
        return inHeap && generation(line);
    }

    private boolean generation(String line) {
        Matcher z = Z_HEAP.matcher(line);
        if (z.matches()) {
            draft.memory.put(CrashMemory.HEAP_USED, Long.parseLong(z.group(1)) << 20);
            draft.memory.put(CrashMemory.HEAP_COMMITTED, Long.parseLong(z.group(2)) << 20);
            draft.memory.put(CrashMemory.HEAP_MAX, Long.parseLong(z.group(3)) << 20);
            return true;
        }
        Matcher heap = HEAP.matcher(line);
        if (!heap.matches()) {
            return false;
        }
        String committed = heap.group(2) == null ? heap.group(1) : heap.group(2);
        draft.memory.merge(CrashMemory.HEAP_COMMITTED, Long.parseLong(committed) << 10, Long::sum);
        draft.memory.merge(CrashMemory.HEAP_USED, Long.parseLong(heap.group(3)) << 10, Long::sum);
        if (heap.group(4) != null && draft.heap.from() == draft.heap.to()) {
            draft.heap = range(heap.group(4), heap.group(5));
        }
        return true;
    }

    private boolean machine(String line) {
        Matcher matcher = MACHINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        draft.memory.putIfAbsent(CrashMemory.PHYSICAL, Long.parseLong(matcher.group(1)) << 10);
        draft.memory.putIfAbsent(CrashMemory.AVAILABLE, Long.parseLong(matcher.group(2)) << 10);
        return true;
    }
}

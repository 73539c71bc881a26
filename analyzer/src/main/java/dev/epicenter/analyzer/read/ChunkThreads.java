package dev.epicenter.analyzer.read;

import dev.epicenter.model.ThreadRef;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCThreadGroup;

/** The threads of one chunk: JMC's objects to ours. */
final class ChunkThreads {
    /** What the JVM names the group of all virtual threads in recordings; pinned by VirtualThreadsTest. */
    private static final String VIRTUAL_GROUP = "VirtualThreads";

    private final Map<IMCThread, ChunkThread> known = new IdentityHashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final ChunkThread unknown = new ChunkThread(ThreadRef.UNKNOWN, "");

    /** A thread as this chunk names it. */
    static final class ChunkThread implements IMCThread {
        final ThreadRef ref;
        final String kind;
        ThreadTracker.@Nullable Life life;
        private int number;
        private int batch = -1;

        ChunkThread(ThreadRef ref, String kind) {
            this.ref = ref;
            this.kind = kind;
        }

        /** Its number among the failures being folded. */
        int number(FailureFolder folder) {
            if (batch != folder.batch()) {
                batch = folder.batch();
                number = folder.number(ref);
            }
            return number;
        }

        /** Whether it is a thread of the program, so that its life is of interest. */
        boolean isJava() {
            return ref.id() > 0;
        }

        @Override
        public Long getThreadId() {
            return ref.id();
        }

        @Override
        public String getThreadName() {
            return ref.name();
        }

        @Override
        public @Nullable IMCThreadGroup getThreadGroup() {
            return null;
        }
    }

    ChunkThread of(@Nullable IMCThread thread) {
        if (thread == null) {
            return unknown;
        }
        if (thread instanceof ChunkThread ours) {
            return ours;
        }
        ChunkThread chunkThread = known.get(thread);
        if (chunkThread == null) {
            ThreadRef ref = ref(thread);
            String kind = kind(ref.name());
            chunkThread = new ChunkThread(ref, kinds.computeIfAbsent(kind, k -> k));
            known.put(thread, chunkThread);
        }
        return chunkThread;
    }

    private static ThreadRef ref(IMCThread thread) {
        Long id = thread.getThreadId();
        String name = thread.getThreadName();
        IMCThreadGroup group = thread.getThreadGroup();
        boolean virtual = group != null && VIRTUAL_GROUP.equals(group.getName());
        return new ThreadRef(id == null || id <= 0 ? -1 : id, name == null ? "" : name, virtual);
    }

    /** A thread's name with each run of digits replaced by {@code #}. */
    static String kind(String name) {
        StringBuilder kind = new StringBuilder(name.length());
        boolean digits = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                kind.append(c);
            } else if (!digits) {
                kind.append('#');
            }
            digits = digit;
        }
        return kind.toString();
    }
}

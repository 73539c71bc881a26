package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.TaskTally.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.IMCStackTrace;

/** A stack as one chunk has it, with what is known of it there. */
final class ChunkStack implements IMCStackTrace {
    private final @Nullable IMCStackTrace recorded;
    private boolean taskSought;
    private boolean examined;
    private boolean constructsError;
    private boolean ofError;
    private @Nullable Task task;
    /** Where its throws are counted. */
    @Nullable
    Site sites;

    /** Throws of one stack, of one type and kind of thread. */
    static final class Site {
        final String type;
        final String kind;
        final int series;
        final boolean truncated;
        final @Nullable Site next;
        private @Nullable String message;
        private int number;
        private int batch = -1;

        Site(String type, String kind, Series series, @Nullable Site next) {
            this.type = type;
            this.kind = kind;
            this.series = series.index;
            this.truncated = series.stack.truncated();
            this.next = next;
        }

        /** Number of a message; the same object often comes again. */
        int number(@Nullable String text, FailureFolder folder) {
            if (text != message || batch != folder.batch()) {
                batch = folder.batch();
                message = text;
                number = folder.number(text);
            }
            return number;
        }
    }

    /**
     * @param recorded null for the place of all throws without a stack
     */
    ChunkStack(@Nullable IMCStackTrace recorded) {
        this.recorded = recorded;
    }

    /** The task that the stack is of. */
    @Nullable
    Task task(TaskTally tasks) {
        if (!taskSought && recorded != null) {
            taskSought = true;
            task = tasks.find(recorded);
        }
        return task;
    }

    /** Whether Throwable's constructor was called by Error's: the first of the two throw events of an Error. */
    boolean constructsError() {
        examine();
        return constructsError;
    }

    /** Whether it is the stack of a throw event of an Error, either one, as far as its two top frames tell. */
    boolean isOfError() {
        examine();
        return ofError;
    }

    private void examine() {
        if (examined || recorded == null) {
            return;
        }
        List<? extends IMCFrame> frames = recorded.getFrames();
        if (frames.size() > 1) {
            constructsError = isErrorClass(frames.get(1));
            ofError = isErrorClass(frames.get(0)) || constructsError;
        }
        examined = true;
    }

    private static boolean isErrorClass(@Nullable IMCFrame frame) {
        IMCMethod method = frame == null ? null : frame.getMethod();
        String type = method == null ? "" : StackPool.name(method.getType());
        if (type.isEmpty()) {
            throw new IllegalStateException("a method or its class is missing among the chunk's constants");
        }
        return type.equals("java.lang.Error");
    }

    @Override
    public List<? extends IMCFrame> getFrames() {
        return recorded == null ? List.of() : recorded.getFrames();
    }

    @Override
    public TruncationState getTruncationState() {
        return recorded == null ? TruncationState.UNKNOWN : recorded.getTruncationState();
    }
}

package dev.epicenter.model;

/**
 * One frame of a crashed thread's stack.
 *
 * @param kind   whose code it is
 * @param frame  class and method of Java code; library and function of native code ({@link Frame#ofNative})
 * @param detail what else the log says of it, such as {@code c2} or an offset; empty when nothing
 */
public record CrashFrame(Kind kind, Frame frame, String detail) {
    /** Whose code a frame is, as the log's letter tells. */
    public enum Kind {
        /** Native code outside the virtual machine: C. */
        NATIVE("native"),
        /** The virtual machine: V. */
        VM("vm"),
        /** Code that the virtual machine generated for itself: v. */
        STUB("stub"),
        /** Java code compiled by the JIT: J. */
        COMPILED("compiled"),
        /** Java code compiled ahead of time: A. */
        AOT("aot"),
        /** Interpreted Java code: j. */
        INTERPRETED("interpreted"),
        /** An address that belongs to nothing known. */
        UNKNOWN("unknown");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }

        /** Whether it is code that was written in Java. */
        public boolean isJava() {
            return this == COMPILED || this == INTERPRETED || this == AOT;
        }
    }
}

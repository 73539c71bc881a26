package dev.epicenter.analyzer.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What else dead and hanging JVMs leave behind, which is not read here: what it is and who reads it, in a line. */
final class OtherDump {
    /**
     * A kind of file.
     *
     * @param sign  what its head holds, all of it
     * @param words what it is and what to do, behind its name
     */
    private record Kind(List<String> sign, String words) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    List.of("JAVA PROFILE 1."),
                    "is a heap dump, which is not read: open it in Eclipse Memory Analyzer or VisualVM"),
            new Kind(
                    List.of("0SECTION       TITLE subcomponent"),
                    "is a javacore of Eclipse OpenJ9, which is not read, only HotSpot's hs_err files are: its sections GPINFO and"
                            + " THREADS tell the signal and the stack"),
            new Kind(
                    List.of("Unhandled exception", "J9Generic_Signal_Number"),
                    "is what Eclipse OpenJ9 prints when it crashes, which is not read, only HotSpot's hs_err files are: look for the"
                            + " javacore file beside it"),
            new Kind(
                    List.of("SubstrateSegfaultHandler"),
                    "is of a native image of GraalVM, which is not read: only HotSpot's hs_err files are"),
            new Kind(
                    List.of("Full thread dump"),
                    "is a thread dump, which is not read by itself: give a recording, which has thread dumps in it"));

    private OtherDump() {}

    /**
     * Says what a file is that is not read.
     *
     * @param head its first bytes
     */
    static Optional<String> told(String name, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u007FELF")) {
            return Optional.of(
                    name + " is a core dump, which is not read: `jhsdb jstack --exe $JAVA_HOME/bin/java --core " + name
                            + "` shows its stacks");
        }
        if (name.startsWith("replay_pid") && !text.startsWith("FLR\0")) {
            return Optional.of(
                    name + " is for the JDK's developers: attach it when you report a crash of the JIT compiler");
        }
        return KINDS.stream()
                .filter(k -> !text.startsWith("FLR\0") && k.sign.stream().allMatch(text::contains))
                .findFirst()
                .map(k -> name + " " + k.words);
    }
}

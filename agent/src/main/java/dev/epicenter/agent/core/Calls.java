package dev.epicenter.agent.core;

import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.MethodInsnNode;

/** What a call is for, by the names of class and method. A judgement; names are those of the JDK and of well-known libraries. */
final class Calls {
    private static final Pattern LOGGER = Pattern.compile("(?:^|.*[a-z$])Log(?!in|out|ic|o)[A-Za-z]*|.*Logger.*");
    private static final Set<String> STREAMS = Set.of("java/io/PrintStream", "java/io/PrintWriter");
    private static final Set<String> COMPLETIONS = Set.of(
            "completeExceptionally",
            "obtrudeException",
            "failedFuture",
            "failedStage",
            "setException",
            "setFailure",
            "tryFailure",
            "tryFail",
            "fail",
            "onError",
            "onFailure",
            "closeExceptionally",
            "reportFailure");
    private static final Set<String> WAITS = Set.of(
            "sleep", "park", "parkNanos", "parkUntil", "wait", "await", "awaitTermination", "timedJoin", "acquire");
    private static final Set<String> LOCKS = Set.of(
            "lock",
            "lockInterruptibly",
            "tryLock",
            "unlock",
            "acquire",
            "tryAcquire",
            "release",
            "unlockRead",
            "unlockWrite");

    private Calls() {}

    static boolean isLogging(MethodInsnNode call) {
        String simple = call.owner.substring(call.owner.lastIndexOf('/') + 1);
        return LOGGER.matcher(simple.substring(simple.lastIndexOf('$') + 1)).matches()
                || LOGGER.matcher(simple).matches();
    }

    static boolean isPrinting(MethodInsnNode call) {
        return STREAMS.contains(call.owner)
                && (call.name.startsWith("print") || call.name.equals("format") || call.name.equals("append"));
    }

    static boolean isPrintStackTrace(MethodInsnNode call) {
        return call.name.equals("printStackTrace");
    }

    static boolean isAddSuppressed(MethodInsnNode call) {
        return call.name.equals("addSuppressed") && call.desc.equals("(Ljava/lang/Throwable;)V");
    }

    static boolean isCompletion(MethodInsnNode call) {
        return COMPLETIONS.contains(call.name) && call.desc.contains("Throwable;");
    }

    static boolean isInterrupt(MethodInsnNode call) {
        return call.name.equals("interrupt") && call.desc.equals("()V") && call.owner.endsWith("Thread");
    }

    static boolean isExit(MethodInsnNode call) {
        return (call.owner.equals("java/lang/System") || call.owner.equals("java/lang/Runtime"))
                && (call.name.equals("exit") || call.name.equals("halt"));
    }

    static boolean isWait(MethodInsnNode call) {
        return WAITS.contains(call.name);
    }

    static boolean isLock(MethodInsnNode call) {
        return LOCKS.contains(call.name) && (call.owner.contains("Lock") || call.owner.endsWith("Semaphore"));
    }
}

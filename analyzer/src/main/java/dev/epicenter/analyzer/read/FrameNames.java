package dev.epicenter.analyzer.read;

/** Which frames the recorder itself put on a stack. */
final class FrameNames {
    private FrameNames() {}

    /** Whether a leading frame belongs to the recorder or to filling in the stack, not to the program. */
    static boolean isTracer(String type, String method) {
        return type.startsWith("jdk.jfr.")
                || type.startsWith("oracle.jrockit.jfr.")
                || type.startsWith("jdk.internal.event.")
                || isAgent(type)
                || (type.equals("java.lang.Throwable") && method.equals("fillInStackTrace"));
    }

    /** Whether the class is one of our agent, which runs on the stacks that it records. */
    static boolean isAgent(String type) {
        return type.startsWith("dev.epicenter.agent.") || type.equals("java.lang.EpicenterHooks");
    }

    /** Whether the class is one that each Throwable is built through. */
    static boolean isBaseThrowable(String type) {
        return switch (type) {
            case "java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error" -> true;
            default -> false;
        };
    }
}

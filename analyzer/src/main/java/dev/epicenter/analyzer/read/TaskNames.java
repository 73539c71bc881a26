package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names of work that people can find in their code. The class of a lambda is made while the program runs, and its name is another
 * one each time: it is called by the method that it stands in, which the JVM tells by the frame of its code or the place of its hand-over.
 */
final class TaskNames {
    private static final String LAMBDA_CLASS = "$$Lambda";
    private static final String LAMBDA_METHOD = "lambda$";

    private final Map<String, String> names = new HashMap<>();

    /**
     * Looks at all work, since what one tells of a lambda holds for all of its class.
     *
     * @param stacks of the failures that ended them, by the agent's number
     */
    TaskNames(Collection<TaskNotes> all, Map<Long, StackTrace> stacks) {
        for (TaskNotes work : all) {
            if (isLambda(work.name)) {
                place(work.submittedAt, work.name).ifPresent(f -> names.put(work.name, shown(f) + ":" + f.line()));
            }
        }
        for (TaskNotes work : all) {
            if (isLambda(work.name) && !names.containsKey(work.name)) {
                place(stacks.getOrDefault(work.failure, StackTrace.EMPTY), work.name)
                        .ifPresent(f -> names.put(work.name, shown(f)));
            }
        }
    }

    /** The name of a class, or what stands for it. */
    String of(String name) {
        return isLambda(name) ? "lambda in " + names.getOrDefault(name, enclosing(name)) : name;
    }

    private static boolean isLambda(String name) {
        return name.contains(LAMBDA_CLASS);
    }

    private static String enclosing(String lambda) {
        return lambda.substring(0, lambda.indexOf(LAMBDA_CLASS));
    }

    /** The outermost frame of the class that the lambda stands in: below it is what ran or handed over the work. */
    private static Optional<Frame> place(StackTrace stack, String lambda) {
        String type = enclosing(lambda);
        return stack.frames().stream().filter(f -> f.type().equals(type)).findFirst();
    }

    /** {@code lambda$run$0} stands in {@code run}. */
    private static String shown(Frame frame) {
        String method = frame.method();
        if (method.startsWith(LAMBDA_METHOD)) {
            int end = method.indexOf('$', LAMBDA_METHOD.length());
            method = end < 0 ? method : method.substring(LAMBDA_METHOD.length(), end);
        }
        return frame.type() + "." + method;
    }
}

package dev.epicenter.analyzer.identity;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Stable identity of a failure or chain across recordings, hosts and releases: types, and class and method of the innermost
 * in-app frames. No line numbers, no messages; names that a compiler or framework numbers are normalised; a recursion counts
 * once. The version is part of the text, so that a better recipe can live beside this one.
 */
public final class Fingerprint {
    /** Innermost in-app frames that count: deep enough to tell callers apart, short enough to survive a cut stack. */
    private static final int FRAMES = 6;

    private static final Pattern HIDDEN = Pattern.compile("[/+](0x)?[0-9a-fA-F]+$");
    private static final Pattern LAMBDA_CLASS = Pattern.compile("\\$\\$Lambda(\\$\\d+)?.*$");
    private static final Pattern PROXY =
            Pattern.compile("\\$\\$?(Proxy|EnhancerBy\\w*|FastClassBy\\w*|SpringCGLIB|HibernateProxy)[$\\w]*$");
    private static final Pattern ACCESSOR = Pattern.compile("(Generated\\w*Accessor)\\d+$");
    private static final Pattern LAMBDA_METHOD = Pattern.compile("^lambda\\$(.*?)\\$\\d+$");
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d+");

    private Fingerprint() {}

    /**
     * Of a failure.
     *
     * @param inApp whether a class is the application's
     */
    public static String of(String type, StackTrace stack, Predicate<String> inApp) {
        return hash(recipe(type, stack, inApp));
    }

    /** Of what has several parts, such as a chain: its failures' fingerprints in causal order with the relations between them. */
    public static String ofChain(List<String> parts) {
        return hash(String.join("\n", parts));
    }

    /** What is hashed, one line a frame: what a reader compares to learn why two failures differ. */
    static String recipe(String type, StackTrace stack, Predicate<String> inApp) {
        List<String> lines = new ArrayList<>();
        lines.add(typeName(type));
        addFrames(lines, stack, inApp);
        if (lines.size() == 1) {
            addFrames(lines, stack, any -> true);
        }
        return String.join("\n", lines);
    }

    private static void addFrames(List<String> lines, StackTrace stack, Predicate<String> wanted) {
        for (Frame frame : stack.frames()) {
            if (lines.size() > FRAMES) {
                return;
            }
            if (wanted.test(frame.type())) {
                String line = typeName(frame.type()) + "." + methodName(frame.method());
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
    }

    /** Class name without what compilers, frameworks and loaders number. */
    public static String typeName(String type) {
        if (isPlain(type)) {
            return type;
        }
        String name = HIDDEN.matcher(type).replaceFirst("");
        name = LAMBDA_CLASS.matcher(name).replaceFirst("");
        name = PROXY.matcher(name).replaceFirst("");
        name = ACCESSOR.matcher(name).replaceFirst("$1");
        return NUMBERED.matcher(name).replaceAll("\\$");
    }

    /** Whether nothing in it can be a number of a compiler's, framework's or loader's; true of nearly all. */
    private static boolean isPlain(String type) {
        return type.indexOf('$') < 0
                && type.indexOf('/') < 0
                && type.indexOf('+') < 0
                && (type.isEmpty() || !Character.isDigit(type.charAt(type.length() - 1)));
    }

    /** Method name without what the compiler numbers. */
    public static String methodName(String method) {
        return !method.startsWith("lambda$")
                ? method
                : LAMBDA_METHOD.matcher(method).replaceFirst("lambda:$1");
    }

    private static String hash(String recipe) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
            return "v1:" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

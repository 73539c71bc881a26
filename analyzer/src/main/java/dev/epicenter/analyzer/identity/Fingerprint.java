package dev.epicenter.analyzer.identity;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    /** Makes many of one recording: what frames are called is worked out once for each. */
    public static final class Maker {
        private final Predicate<String> inApp;
        private final Map<Frame, String> lines = new HashMap<>();
        private final MessageDigest digest = digest();

        /**
         * @param inApp whether a class is the application's
         */
        public Maker(Predicate<String> inApp) {
            this.inApp = inApp;
        }

        /** Of a failure. */
        public String of(String type, StackTrace stack) {
            return hash(digest, recipe(type, stack));
        }

        /** What is hashed, one line a frame: what a reader compares to learn why two failures differ. */
        String recipe(String type, StackTrace stack) {
            List<String> recipe = new ArrayList<>();
            recipe.add(typeName(type));
            addFrames(recipe, stack, inApp);
            if (recipe.size() == 1) {
                addFrames(recipe, stack, any -> true);
            }
            return String.join("\n", recipe);
        }

        private void addFrames(List<String> recipe, StackTrace stack, Predicate<String> wanted) {
            for (Frame frame : stack.frames()) {
                if (recipe.size() > FRAMES) {
                    return;
                }
                if (wanted.test(frame.type())) {
                    String line = line(frame);
                    if (!recipe.contains(line)) {
                        recipe.add(line);
                    }
                }
            }
        }

        private String line(Frame frame) {
            String line = lines.get(frame);
            if (line == null) {
                line = typeName(frame.type()) + "." + methodName(frame.method());
                lines.put(frame, line);
            }
            return line;
        }
    }

    /**
     * Of a failure.
     *
     * @param inApp whether a class is the application's
     */
    public static String of(String type, StackTrace stack, Predicate<String> inApp) {
        return new Maker(inApp).of(type, stack);
    }

    /** Of what has several parts, such as a chain: its failures' fingerprints in causal order with the relations between them. */
    public static String ofChain(List<String> parts) {
        return hash(digest(), String.join("\n", parts));
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

    private static String hash(MessageDigest digest, String recipe) {
        byte[] hash = digest.digest(recipe.getBytes(StandardCharsets.UTF_8));
        return "v1:" + HexFormat.of().formatHex(hash, 0, 8);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.epicenter.analyzer.crash;

import dev.epicenter.analyzer.identity.Fingerprint;
import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identity of a crash across hosts and builds: the signal or error, and the innermost frames by library and function. No
 * addresses, no offsets, no parameter lists; numbers that loaders and linkers add to a library's name are dropped.
 */
final class Signature {
    /** Innermost frames that count. A judgement: enough to tell callers apart, few enough to survive a damaged stack. */
    private static final int FRAMES = 5;

    /** How the JVM reports its own errors: on top of the stack, and the same in all of them. */
    private static final Pattern REPORTING = Pattern.compile(
            "^(VMError::.*|report_(fatal|vm_error|vm_out_of_memory|java_out_of_memory|should_not_.*|unimplemented|untested).*"
                    + "|blob|\\?)$");

    private static final Pattern NUMBERS = Pattern.compile("[-_.]?[0-9]+(?:[._-][0-9]+)*(?=\\.|$|[-_])");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{4,}");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|[0-9]+");

    private Signature() {}

    static String of(CrashCause cause, Optional<CrashFrame> problematic, List<CrashFrame> frames) {
        return Fingerprint.ofChain(recipe(cause, problematic, frames));
    }

    /** What is hashed, one line a part. */
    static List<String> recipe(CrashCause cause, Optional<CrashFrame> problematic, List<CrashFrame> frames) {
        List<String> lines = new ArrayList<>();
        lines.add(cause.kind().id());
        lines.add(cause.signal());
        if (cause.kind() != CrashKind.SIGNAL) {
            lines.add(NUMBER.matcher(cause.message()).replaceAll("#"));
        }
        List<CrashFrame> all = new ArrayList<>(frames);
        if (all.isEmpty()) {
            problematic.ifPresent(all::add);
        }
        int kept = 0;
        for (CrashFrame frame : all) {
            boolean reporting = frame.kind() == CrashFrame.Kind.VM
                    && REPORTING.matcher(function(frame.frame().method())).matches();
            String line = line(frame);
            if (!reporting && kept < FRAMES && !line.equals(lines.get(lines.size() - 1))) {
                lines.add(line);
                kept++;
            }
        }
        return lines;
    }

    private static String line(CrashFrame frame) {
        if (frame.kind().isJava()) {
            return Fingerprint.typeName(frame.frame().type()) + "."
                    + Fingerprint.methodName(frame.frame().method());
        }
        return library(frame.frame().type()) + "!" + function(frame.frame().method());
    }

    /** {@code librocksdbjni4887027544215651946.so}, {@code libssl.so.1.1} without what changes from run to run. */
    static String library(String name) {
        int so = name.indexOf(".so");
        String base = so > 0 ? name.substring(0, so + 3) : name;
        return LONG_NUMBER.matcher(NUMBERS.matcher(base).replaceAll("")).replaceAll("");
    }

    /** Without parameters and template arguments. */
    static String function(String symbol) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }
}

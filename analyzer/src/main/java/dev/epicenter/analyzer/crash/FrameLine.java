package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashFrame.Kind;
import dev.epicenter.model.Frame;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a stack in the log. The letter in front tells whose code it is: {@code frame::print_on_error} and
 * {@code os::print_location} of HotSpot.
 */
final class FrameLine {
    private static final Pattern NATIVE = Pattern.compile("^([CV])  ?\\[([^\\]]*?)(\\+0x[0-9a-fA-F]+)?\\]\\s*(.*)$");
    private static final Pattern BARE = Pattern.compile("^(?:[CVA]\\s+)?(0x[0-9a-fA-F]+)\\b.*$");
    private static final Pattern STUB = Pattern.compile("^v\\s+~?([^\\s@]+)(.*)$");
    private static final Pattern INTERPRETED =
            Pattern.compile("^([jA])\\s+(\\S[^(]*)(\\([^\\s]*?)(\\+[0-9]+)?(?:\\s.*)?$");
    private static final Pattern COMPILED = Pattern.compile(
            "^J\\s+(?:[0-9]+%?\\s*[!bnso]*\\s+)?(?:(c1|c2|jvmci|C1|C2)\\S*\\s+)?([^\\s(]+)(\\(\\S*)?(.*)$");
    private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-fA-F]+(?:\\s+\\([^()]*\\))?$");

    /** The kernel's part of each process, which is no file. */
    private static final String KERNEL = "linux-vdso";

    private FrameLine() {}

    /** The frame; empty when the line is none. */
    static Optional<CrashFrame> parse(String line) {
        String text = line.strip();
        Matcher matcher = NATIVE.matcher(text);
        if (matcher.find()) {
            Kind kind = matcher.group(1).equals("V") ? Kind.VM : Kind.NATIVE;
            String symbol =
                    OFFSET.matcher(matcher.group(4).strip()).replaceFirst("").strip();
            String offset = Optional.ofNullable(matcher.group(3)).orElse("");
            String library = matcher.group(2).substring(matcher.group(2).lastIndexOf('/') + 1);
            String function = symbol.isEmpty() ? "?" : withoutParameters(symbol);
            if (library.isEmpty()) {
                library = function.startsWith("__kernel_") ? KERNEL : "?";
            }
            return Optional.of(new CrashFrame(kind, Frame.ofNative(library, function), offset));
        }
        matcher = BARE.matcher(text);
        if (matcher.find()) {
            return Optional.of(new CrashFrame(Kind.UNKNOWN, Frame.ofNative("?", "?"), matcher.group(1)));
        }
        matcher = INTERPRETED.matcher(text);
        if (matcher.find()) {
            Kind kind = matcher.group(1).equals("j") ? Kind.INTERPRETED : Kind.AOT;
            return java(kind, matcher.group(2), matcher.group(3), "");
        }
        matcher = COMPILED.matcher(text);
        if (matcher.find()) {
            String compiler = Optional.ofNullable(matcher.group(1)).orElse("").toLowerCase(java.util.Locale.ROOT);
            String descriptor = Optional.ofNullable(matcher.group(3)).orElse("");
            return java(Kind.COMPILED, matcher.group(2), descriptor, compiler);
        }
        matcher = STUB.matcher(text);
        if (matcher.find()) {
            return Optional.of(new CrashFrame(Kind.STUB, Frame.ofNative("[stub]", matcher.group(1)), ""));
        }
        return Optional.empty();
    }

    /** A C++ function's name: {@code (anonymous namespace)::put(int)} without the last parentheses. */
    private static String withoutParameters(String symbol) {
        String end = symbol.endsWith(" const") ? symbol.substring(0, symbol.length() - " const".length()) : symbol;
        if (!end.endsWith(")")) {
            return end;
        }
        int depth = 0;
        for (int i = end.length() - 1; i > 0; i--) {
            char c = end.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0) {
                return end.substring(0, i);
            }
        }
        return end;
    }

    private static Optional<CrashFrame> java(Kind kind, String qualified, String descriptor, String detail) {
        String name = qualified.strip();
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new CrashFrame(
                kind, new Frame(name.substring(0, dot), name.substring(dot + 1), descriptor, 0, ""), detail));
    }
}

package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashThread;
import dev.epicenter.model.CrashThread.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A thread as {@code Thread::print_on_error} writes it, with or without its address in front. */
final class ThreadLine {
    private static final Pattern TYPE = Pattern.compile("^\\s*([A-Za-z][\\w:]*)(.*)$");
    private static final Pattern STATE = Pattern.compile("\\[_thread_(\\w+)");
    private static final Pattern ID = Pattern.compile("\\bid=([0-9]{1,18})");
    private static final Pattern COMPILER = Pattern.compile("^(C[12] )?CompilerThread[0-9]*.*|^JVMCI.*[Cc]ompiler.*");
    private static final Pattern COLLECTOR = Pattern.compile(
            "^(GC |G1 |Z[A-Z]|XDriver|XWorker|Shenandoah|ParGC|Gang worker|Concurrent Mark-Sweep|CMS ).*");

    private ThreadLine() {}

    static CrashThread parse(String text) {
        Matcher matcher = TYPE.matcher(text);
        if (!matcher.find()) {
            return CrashThread.UNKNOWN;
        }
        String type = matcher.group(1);
        String rest = matcher.group(2);
        int bracket = rest.lastIndexOf("\"", endOfName(rest));
        int quote = rest.indexOf('"');
        String name = quote >= 0 && bracket > quote ? rest.substring(quote + 1, bracket) : "";
        String after = bracket > quote ? rest.substring(bracket + 1) : rest;
        Matcher state = STATE.matcher(after);
        Matcher id = ID.matcher(after);
        return new CrashThread(
                name,
                kind(type, name),
                state.find() ? state.group(1).toLowerCase(Locale.ROOT).replace('_', '-') : "",
                after.stripLeading().startsWith("daemon"),
                id.find() ? Long.parseLong(id.group(1)) : -1);
    }

    /** The name may hold quotes and brackets itself: what follows it always starts so. */
    private static int endOfName(String rest) {
        int state = rest.indexOf("[_thread_");
        if (state < 0) {
            state = rest.indexOf("[stack: ");
        }
        if (state < 0) {
            state = rest.indexOf("[id=");
        }
        return state < 0 ? rest.length() : state;
    }

    private static Kind kind(String type, String name) {
        if (type.equals("VMThread")) {
            return Kind.VM;
        }
        if (COMPILER.matcher(name).matches() || type.equals("CompilerThread")) {
            return Kind.COMPILER;
        }
        if (type.startsWith("GC")
                || type.contains("GCThread")
                || COLLECTOR.matcher(name).matches()) {
            return Kind.GC;
        }
        return type.equals("JavaThread") ? Kind.JAVA : Kind.OTHER_VM;
    }
}

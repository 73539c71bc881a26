package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashFrame.Kind;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLibrary;
import dev.epicenter.model.CrashLibrary.Origin;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.FaultArea;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What patterns ask a log. */
final class LogFacts {
    /** Frames from the top within which a library or function counts as involved. A judgement. */
    private static final int NEAR = 12;

    private static final Pattern REPORTING = Pattern.compile(
            "^(VMError::.*|report_\\w+.*|blob|os::abort.*|JVM_handle_\\w+_signal.*|crash_handler.*|signalHandler.*)$");
    private static final Pattern SYSTEM = Pattern.compile(
            "^(libc|libpthread|ld|libm|libdl|librt|libgcc_s|libstdc\\+\\+|linux-vdso|libsystem_\\w+|libresolv|libnss_\\w+|ntdll|kernel32|KERNELBASE"
                    + "|ucrtbase|msvcrt|msvcr|vcruntime|ld-linux|ld-musl)(?:[-.0-9]\\S*)?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JDK = Pattern.compile(
            "^(?:lib)?(jvm|java|jli|jimage|nio|net|zip|verify|awt\\w*|fontmanager|freetype|jsvml|simdsort|management\\w*"
                    + "|instrument|jdwp|extnet|prefs|javajpeg|lcms|mlib_image|j2pkcs11|attach|dt_socket|saproc|syslookup|jawt"
                    + "|splashscreen|jsound|le)\\.(so|dll|dylib)$");

    private final CrashLog log;
    private final List<CrashFrame> frames;
    private final Map<String, Origin> origins = new TreeMap<>();

    LogFacts(CrashLog log) {
        this.log = log;
        List<CrashFrame> all = new ArrayList<>(log.stack().frames());
        if (all.isEmpty()) {
            log.problematic().ifPresent(all::add);
        }
        all.removeIf(f ->
                f.kind() == Kind.VM && REPORTING.matcher(f.frame().method()).matches());
        this.frames = List.copyOf(all);
        log.libraries().forEach(l -> origins.putIfAbsent(l.name(), l.origin()));
    }

    CrashLog log() {
        return log;
    }

    CrashCause cause() {
        return log.cause();
    }

    boolean kind(CrashKind... kinds) {
        return Arrays.asList(kinds).contains(cause().kind());
    }

    boolean signal(String... names) {
        return Arrays.asList(names).contains(cause().signal());
    }

    /** SIGSEGV, SIGBUS or its counterpart on Windows: an address that could not be used. */
    boolean memoryFault() {
        return signal("SIGSEGV", "SIGBUS", "EXCEPTION_ACCESS_VIOLATION", "EXCEPTION_IN_PAGE_ERROR") && !sent();
    }

    boolean sent() {
        return cause().sender().isPresent()
                || cause().signalCode().equals("SI_USER")
                || cause().signalCode().equals("SI_TKILL");
    }

    boolean area(FaultArea... areas) {
        return Arrays.asList(areas).contains(cause().area());
    }

    boolean thread(CrashThread.Kind... kinds) {
        return Arrays.asList(kinds).contains(log.thread().kind());
    }

    /** Frames without those that report the error, innermost first. */
    List<CrashFrame> frames() {
        return frames;
    }

    /** The frame that the crash happened in: the log's own answer, or the innermost that does not just report. */
    Optional<CrashFrame> top() {
        return log.problematic().filter(f -> f.kind() != Kind.UNKNOWN).or(() -> frames.stream()
                .findFirst());
    }

    boolean topIs(Kind... kinds) {
        return top().filter(f -> Arrays.asList(kinds).contains(f.kind())).isPresent();
    }

    /** A frame near the top whose display name ({@code library!function}, {@code class.method}) matches in part. */
    Optional<String> frame(Pattern pattern) {
        return frame(pattern, NEAR);
    }

    Optional<String> frame(Pattern pattern, int within) {
        List<CrashFrame> near = new ArrayList<>();
        log.problematic().ifPresent(near::add);
        frames.stream().limit(within).forEach(near::add);
        return near.stream()
                .map(f -> f.frame().qualifiedMethod())
                .filter(name -> pattern.matcher(name).find())
                .findFirst();
    }

    /** The library that crashed or called what crashed, if it is neither the JDK's nor the system's. */
    Optional<String> foreignLibrary() {
        List<CrashFrame> near = new ArrayList<>();
        log.problematic().ifPresent(near::add);
        for (CrashFrame frame : frames) {
            if (frame.kind().isJava() || near.size() > NEAR) {
                break;
            }
            near.add(frame);
        }
        return near.stream()
                .filter(f -> f.kind() == Kind.NATIVE && isForeign(f.frame().type()))
                .map(f -> f.frame().type())
                .findFirst();
    }

    boolean isForeign(String library) {
        if (library.equals("?")
                || SYSTEM.matcher(library).matches()
                || JDK.matcher(library).matches()) {
            return false;
        }
        return origins.getOrDefault(library, Origin.OTHER) == Origin.OTHER || origins.get(library) == Origin.SYSTEM;
    }

    /** The Java method that called native code. */
    Optional<Frame> nativeMethod() {
        return frames.stream()
                .filter(f -> f.kind().isJava())
                .map(CrashFrame::frame)
                .findFirst();
    }

    /** The innermost Java method that is not the JDK's. */
    Optional<Frame> application() {
        return frames.stream()
                .filter(f -> f.kind().isJava())
                .map(CrashFrame::frame)
                .filter(f -> !InAppCode.isJdk(f.type()))
                .findFirst();
    }

    /** The name of a loaded library that matches. */
    Optional<String> library(Pattern pattern) {
        return log.libraries().stream()
                .map(CrashLibrary::name)
                .filter(name -> pattern.matcher(name).find())
                .findFirst();
    }

    boolean message(String part) {
        return cause().message().contains(part);
    }

    long memory(String name) {
        return log.memory().of(name);
    }

    /** A share that is at or above a limit, in words. */
    Optional<String> nearLimit(String used, String limit, double from) {
        double share = log.memory().share(used, limit);
        return share >= from ? Optional.of(size(memory(used)) + " of " + size(memory(limit))) : Optional.empty();
    }

    /** Bytes in words; small numbers, which count pieces, stay as they are. */
    static String size(long number) {
        if (number >= 10L << 30) {
            return (number >> 30) + " GiB";
        }
        if (number >= 10 << 20) {
            return (number >> 20) + " MiB";
        }
        return number >= 1 << 20 ? (number >> 10) + " KiB" : Long.toString(number);
    }

    /** What placeholders stand for. */
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put(
                "library",
                foreignLibrary()
                        .or(() -> top().filter(f -> f.kind() == Kind.NATIVE)
                                .map(f -> f.frame().type()))
                        .orElse("the library"));
        words.put(
                "function",
                top().map(f -> Signature.function(f.frame().method()))
                        .filter(name -> !name.equals("?"))
                        .orElse("the function on top of the stack"));
        words.put("method", compiledMethod());
        words.put(
                "caller",
                application().or(this::nativeMethod).map(Frame::qualifiedMethod).orElse("Java code"));
        words.put("file", cause().areaName().isEmpty() ? "the mapped file" : cause().areaName());
        words.put("signal", cause().signal());
        words.put("message", cause().message());
        words.put(
                "java",
                log.vm().javaVersion().isEmpty()
                        ? "this JDK"
                        : "JDK " + log.vm().javaVersion());
        words.put("bytes", cause().requestedBytes() > 0 ? size(cause().requestedBytes()) : "memory");
        words.put(
                "collector",
                log.vm().collector().isEmpty() ? "the collector" : log.vm().collector());
        return words;
    }

    /** In the form that {@code -XX:CompileCommand} takes: {@code com.acme.Orders::place}. */
    private String compiledMethod() {
        if (!log.stack().compiling().isEmpty()) {
            return log.stack().compiling();
        }
        return frames.stream()
                .filter(f -> f.kind() == Kind.COMPILED)
                .findFirst()
                .map(f -> f.frame().type() + "::" + f.frame().method())
                .orElse("class::method");
    }
}

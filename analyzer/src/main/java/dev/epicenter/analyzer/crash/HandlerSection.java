package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashSignalHandler;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who handles which signal: {@code os::print_signal_handlers}. */
final class HandlerSection implements Section {
    /** Signals that the JVM cannot do without: whoever takes them from it must hand them on. */
    private static final Set<String> NEEDED = Set.of("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP");

    private static final Pattern NAMED =
            Pattern.compile("^\\s*(SIG[A-Z0-9+]{2,10}): (.{1,200}?) in ([^,]{1,300}), (?:sa_)?mask.*$");
    private static final Pattern OFFSET =
            Pattern.compile("^\\s*(SIG[A-Z0-9+]{2,10}): \\[([^\\]+]{1,300})(?:\\+0x[0-9a-fA-F]+)?\\], sa_mask.*$");
    private static final Pattern ADDRESS = Pattern.compile("^\\s*(SIG[A-Z0-9+]{2,10}): (0x[0-9a-fA-F]{1,16}), .*$");
    private static final int HANDLERS = 64;

    private final CrashDraft draft;

    HandlerSection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        return line.startsWith("Signal Handlers:");
    }

    @Override
    public void line(String line) {
        if (draft.handlers.size() >= HANDLERS) {
            return;
        }
        Matcher named = NAMED.matcher(line);
        Matcher offset = OFFSET.matcher(line);
        Matcher address = ADDRESS.matcher(line);
        if (named.matches()) {
            add(named.group(1), named.group(2), named.group(3));
        } else if (offset.matches()) {
            add(offset.group(1), "", offset.group(2));
        } else if (address.matches()) {
            add(address.group(1), address.group(2), "");
        }
    }

    private void add(String signal, String handler, String path) {
        String library = path.substring(path.lastIndexOf('/') + 1).strip();
        boolean own = library.startsWith("libjvm.") || library.startsWith("jvm.");
        draft.handlers.add(new CrashSignalHandler(signal, handler, library, NEEDED.contains(signal) && !own));
    }
}

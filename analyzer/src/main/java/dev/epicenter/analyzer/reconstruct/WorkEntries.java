package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Packages where the work of recorded stacks begins: of the outermost frame that is neither the JDK's nor a known framework's. They
 * tell the application when the main class does not, since it only launches code that lies elsewhere, or is a container's.
 */
final class WorkEntries {
    /** Share of the stacks that code known to be the application's must be on, for the main class to be no mere launcher. A judgement. */
    private static final double COVERED = 0.5;
    /** Share of the stacks that begin in a package, for it to be the application's. A judgement. */
    private static final double SHARE = 0.2;

    private static final int STACKS = 2;
    private static final int CLASSES = 3;

    private static final String KNOWN = "known";
    /** Tells nothing. */
    private static final String SILENT = "silent";

    private final Predicate<String> known;
    private final Map<String, Set<StackTrace>> entries = new TreeMap<>();
    private final Map<String, Set<String>> classes = new HashMap<>();
    private final List<StackTrace> open = new ArrayList<>();
    /** By class: {@link #KNOWN}, {@link #SILENT}, or else the package that stands for its program, which ends with a dot or is empty. */
    private final Map<String, String> roles = new HashMap<>();

    private int covered;

    private WorkEntries(Predicate<String> known) {
        this.known = known;
    }

    /**
     * Prefixes of class names; empty when the known code is on enough of the stacks, or no package stands out.
     *
     * @param stacks each different one counts once, however often it was recorded: a storm proves nothing
     * @param known  whether a class is surely the application's
     */
    static Set<String> of(Set<StackTrace> stacks, Predicate<String> known) {
        WorkEntries work = new WorkEntries(known);
        stacks.forEach(work::look);
        return work.prefixes();
    }

    private void look(StackTrace stack) {
        boolean own = false;
        String entry = null;
        for (Frame frame : stack.frames()) {
            String role = roles.computeIfAbsent(frame.type(), this::role);
            if (role.equals(KNOWN)) {
                own |= !frame.method().equals("main");
            } else if (!role.equals(SILENT)) {
                entry = role;
            }
        }
        if (own) {
            covered++;
        } else if (entry != null) {
            open.add(stack);
            entries.computeIfAbsent(entry, e -> new HashSet<>()).add(stack);
        }
    }

    private String role(String type) {
        if (known.test(type)) {
            return KNOWN;
        }
        if (type.isEmpty() || InApp.isJdk(type) || InApp.isLauncher(type) || Libraries.isKnown(type)) {
            return SILENT;
        }
        String root = InApp.root(type);
        classes.computeIfAbsent(root, e -> new HashSet<>()).add(type);
        return root;
    }

    private Set<String> prefixes() {
        if (covered > 0 && covered >= COVERED * (covered + open.size())) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        entries.forEach((prefix, stacks) -> {
            boolean often = stacks.size() >= STACKS && stacks.size() >= SHARE * open.size();
            if (often && classes.getOrDefault(prefix, Set.of()).size() >= CLASSES) {
                found.add(prefix);
            }
        });
        return found;
    }
}

package dev.epicenter.analyzer.crash;

import static dev.epicenter.analyzer.crash.CrashPattern.pattern;

import dev.epicenter.model.CrashLog;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bugs of the JDK that crash in a function of their own. A release that has the fix is not told of it. Which update has a fix is
 * taken from the backport's pull request: where that says "for parity with 11.0.17-oracle" it is 11.0.17, and where it only has a
 * date, the update that the repository was preparing then.
 */
final class KnownBugs {
    /**
     * One bug.
     *
     * @param id     in the JDK's bug database
     * @param title  its title there, shortened
     * @param frame  what is on top of the stack
     * @param fixed  the first version of each release that has the fix; the last is that of the main line
     * @param advice what helps without an update
     * @param source where the fix is seen
     */
    private record Bug(String id, String title, String frame, List<String> fixed, String advice, String source) {}

    private static final String EXCLUDE = "Until then exclude the method: -XX:CompileCommand=exclude,{method}.";

    private static final List<Bug> BUGS = List.of(
            new Bug(
                    "JDK-8314024",
                    "C2 crashes on bad dominator information",
                    "PhaseIdealLoop::build_loop_late_post",
                    List.of("17.0.10", "21.0.2", "22"),
                    EXCLUDE,
                    "https://github.com/adoptium/adoptium-support/issues/530"),
            new Bug(
                    "JDK-8290781",
                    "C2 crashes when it clones a loop",
                    "PhaseIdealLoop::clone_loop_handle_data_uses",
                    List.of("11.0.18", "17.0.6", "19.0.2", "20"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk17u-dev/pull/764"),
            new Bug(
                    "JDK-8271340",
                    "C2 crashes when it clones an outer loop",
                    "PhaseIdealLoop::clone_outer_loop",
                    List.of("17.0.1", "18"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk17u/pull/99"),
            new Bug(
                    "JDK-8324121",
                    "C2 divides by zero at a long range check",
                    "PhaseIdealLoop::extract_long_range_checks",
                    List.of("21.0.4", "22.0.2", "23"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk21u-dev/pull/488"),
            new Bug(
                    "JDK-8268369",
                    "C2 crashes at an implicit null check",
                    "PhaseCFG::implicit_null_check",
                    List.of("11.0.13", "17"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk11u-dev/pull/108"),
            new Bug(
                    "JDK-8277529",
                    "C2 crashes in Node::rematerialize",
                    "Node::rematerialize",
                    List.of("11.0.14", "17.0.2", "18"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk11u/pull/21"),
            new Bug(
                    "JDK-8261837",
                    "The compiler reads type profiles while they change",
                    "ciVirtualCallTypeData::translate_from",
                    List.of("17.0.11", "21.0.3", "22"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk17u-dev/pull/2076"),
            new Bug(
                    "JDK-8283441",
                    "The compiler crashes on bytecode without an end",
                    "ciMethodBlocks::make_block_at",
                    List.of("8.0.402", "11.0.17", "19"),
                    EXCLUDE,
                    "https://github.com/openjdk/jdk11u-dev/pull/1183"),
            new Bug(
                    "JDK-8353513",
                    "C2 crashes at two equal ifs",
                    "PhaseIdealLoop::identical_backtoback_ifs",
                    List.of(),
                    EXCLUDE,
                    "https://github.com/corretto/corretto-11/issues/389"),
            new Bug(
                    "JDK-8251945",
                    "G1 crashes when it unloads modules",
                    "ModuleEntryTable::purge_all_module_reads",
                    List.of("11.0.13", "16"),
                    "Until then use another collector.",
                    "https://github.com/adoptium/adoptium-support/issues/315"),
            new Bug(
                    "JDK-8331735",
                    "G1 crashes on stacks of virtual threads",
                    "G1ParScanThreadState::trim_queue_to_threshold",
                    List.of("21.0.7", "24"),
                    "Until then use another collector, or platform threads.",
                    "https://github.com/adoptium/adoptium-support/issues/1129"),
            new Bug(
                    "JDK-8276125",
                    "Flight Recorder crashes on a thread without an object",
                    "JfrThreadGroup::thread_group_id",
                    List.of("17.0.11", "18"),
                    "",
                    "https://github.com/openjdk/jdk17u-dev/pull/2179"),
            new Bug(
                    "JDK-8273108",
                    "A mark word is read while it changes",
                    "markWord::displaced_mark_helper",
                    List.of("17.0.6", "18"),
                    "",
                    "https://github.com/openjdk/jdk17u-dev/pull/870"),
            new Bug(
                    "JDK-8267842",
                    "A monitor is read while it changes",
                    "get_current_contended_monitor",
                    List.of("16.0.2", "17"),
                    "",
                    "https://github.com/openjdk/jdk16u/pull/125"),
            new Bug(
                    "JDK-8345296",
                    "On ARM the JVM uses SVE although the sandbox forbids it",
                    "java.lang.System.registerNatives",
                    List.of("17.0.15", "21.0.7", "24"),
                    "Until then start with -XX:UseSVE=0.",
                    "https://github.com/openjdk/jdk21u-dev/pull/1222"));

    private KnownBugs() {}

    static List<CrashPattern> all() {
        return BUGS.stream().map(KnownBugs::of).toList();
    }

    private static CrashPattern of(Bug bug) {
        Pattern frame = Pattern.compile(Pattern.quote(bug.frame()));
        String fixed = bug.fixed().isEmpty() ? "" : " It is fixed in " + String.join(", ", bug.fixed()) + ".";
        return pattern(bug.id().toLowerCase(java.util.Locale.ROOT), "A known bug of the JDK: " + bug.title())
                .needsTold(0.8, "It crashed in", f -> f.sent() ? Optional.empty() : f.frame(frame, 2))
                .needsTold(0.5, "The version lacks the fix", f -> lacksFix(f.log(), bug.fixed()))
                .because("The JDK's bug database has it as " + bug.id() + "." + fixed)
                .remedy((bug.fixed().isEmpty()
                                ? "No release with a fix is known; update {java} to the latest. "
                                : "Update {java}. ")
                        + bug.advice())
                .from(bug.id(), bug.source());
    }

    /** The version, if it is older than the fix of its release; a version that is not told may lack it. */
    private static Optional<String> lacksFix(CrashLog log, List<String> fixed) {
        Optional<JavaVersion> version = JavaVersion.of(log.vm().javaVersion());
        if (version.isEmpty()) {
            return Optional.of("the log does not tell the version");
        }
        if (fixed.isEmpty()) {
            return Optional.of(log.vm().javaVersion() + ", no fix is known");
        }
        List<JavaVersion> fixes =
                fixed.stream().flatMap(f -> JavaVersion.of(f).stream()).toList();
        JavaVersion main = fixes.get(fixes.size() - 1);
        boolean has = version.get().compareTo(main) >= 0
                || fixes.stream()
                        .anyMatch(f -> f.feature() == version.get().feature()
                                && version.get().compareTo(f) >= 0);
        return has ? Optional.empty() : Optional.of(log.vm().javaVersion());
    }
}

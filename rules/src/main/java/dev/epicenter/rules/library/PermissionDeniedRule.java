package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.InAppCode;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds refusals by the operating system. Page: docs/rules/permission-denied.md. */
public final class PermissionDeniedRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "permission-denied",
                    Topic.FAILURE,
                    "The system refused access",
                    "Finds files, ports and operations that the operating system did not allow this process: a"
                            + " matter of user, mode, mount or container profile, and never of the code that shows in the"
                            + " stack.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "A file system is read-only",
                    80,
                    f -> Types.isA(f, "java.nio.file.ReadOnlyFileSystemException")
                            || Family.says(f, "read-only file system"),
                    "The file system is mounted read-only: by a container with a read-only root, by a volume"
                            + " mounted so, or by a kernel that switched after an error of the disk.",
                    "Mount a writable volume (emptyDir, tmpfs) for what must be written and point java.io.tmpdir"
                            + " and the application there; if the mount used to be writable, look at dmesg for errors of the"
                            + " disk."),
            new Family(
                    "The system refused access",
                    78,
                    f -> Types.isA(f, "java.nio.file.AccessDeniedException", "java.security.AccessControlException")
                            || Family.says(f, "(permission denied)", "(access is denied)", "operation not permitted")
                            || Family.says(f, "permission denied") && isSystems(f),
                    "The user that the JVM runs as may not do that: the mode or owner of a file or a directory"
                            + " above it, a port below 1024, a dropped capability, SELinux or AppArmor. It fails the same way"
                            + " each time.",
                    "As the same user: namei -l <path> shows the modes of each step, id the groups. In a container"
                            + " compare runAsUser and fsGroup with the owner of the volume; ports below 1024 need"
                            + " CAP_NET_BIND_SERVICE or another port; ausearch -m avc shows SELinux. JFR has no file name for"
                            + " java.nio.file exceptions: the call site tells which file."));

    /** Built by the JDK for an answer of the system, and not by an application for an answer of its own. */
    private static boolean isSystems(Failure failure) {
        return failure.stack().top().map(f -> InAppCode.isJdk(f.type())).orElse(false)
                && (Types.isA(failure, "java.io.IOException") || Types.isA(failure, "java.net.SocketException"));
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}

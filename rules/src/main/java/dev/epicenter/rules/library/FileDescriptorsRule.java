package dev.epicenter.rules.library;

import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import java.util.List;

/** Finds file descriptor exhaustion. Page: docs/rules/file-descriptors.md. */
public final class FileDescriptorsRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "file-descriptors",
                    Topic.FAILURE,
                    "File descriptors were used up",
                    "Finds failures because the process had no file descriptor left for one more file, socket or"
                            + " pipe, and names the place that opened most of what failed: it is not always the one that does"
                            + " not close.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(new Family(
            "File descriptors were used up",
            90,
            f -> Family.says(f, "too many open files", "emfile", "enfile", "error=24"),
            "The process is at its limit of open files and sockets (ulimit -n). Nothing can be opened or"
                    + " accepted any more, not even a log file or a class, so that failures show in code that has"
                    + " nothing to do with it; the leak is where something is opened on a path that does not close it.",
            "ls -l /proc/<pid>/fd | awk '{print $NF}' | sort | uniq -c | sort -n tells what they are: many"
                    + " times the same file is a stream that is not closed, sockets in CLOSE_WAIT (ss -tnp) are"
                    + " responses that are not closed. Use try-with-resources, also for Files.list, Files.walk,"
                    + " Files.lines and HTTP responses. Raise the limit (LimitNOFILE, ulimit -n) only once the count"
                    + " levels off; jcmd <pid> VM.info shows it."));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}

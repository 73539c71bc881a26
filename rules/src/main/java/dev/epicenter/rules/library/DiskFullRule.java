package dev.epicenter.rules.library;

import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import java.util.List;

/** Finds writes that failed because a disk was full. Page: docs/rules/disk-full.md. */
public final class DiskFullRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "disk-full",
                    Topic.FAILURE,
                    "A disk was full",
                    "Finds writes that the system refused since the disk, its inodes or a quota were used up. What"
                            + " was being written is torn, and whoever needs it next fails elsewhere.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(new Family(
            "A disk was full",
            92,
            f -> Family.says(
                            f,
                            "no space left on device",
                            "not enough space on the disk",
                            "disk quota exceeded",
                            "there is not enough space",
                            "enospc")
                    || Family.isCalled(f, "DiskFullException"),
            "Everything that writes to that disk fails from here on, logs and recordings too, and files"
                    + " written at that moment are cut short. Inodes can be used up while df shows space (df -i).",
            "df -h and df -i on the host and inside the container (its writable layer and emptyDir count"
                    + " separately); du -xh --max-depth=2 / | sort -h finds what grew; lsof +L1 finds deleted files"
                    + " that are still open, such as a log that was rotated away. Then: rotation by size, a limit for"
                    + " dumps and temporary files, an alarm at 80%, writes to a temporary name with a rename at the"
                    + " end."));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}

package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.RecordedEvents.Dump;
import dev.epicenter.model.DataLoss.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is gathered over the chunks, in one place for the sinks. */
final class Tallies {
    final ProfileClock clock = new ProfileClock();
    final StackPool stacks = new StackPool();
    final ThreadTracker threads = new ThreadTracker();
    final FailureFolder failures = new FailureFolder(FoldLimits.DEFAULT, clock);
    final TaskTally tasks = new TaskTally(stacks);
    final MachineTally machine = new MachineTally();
    final SettingsTally settings = new SettingsTally();
    final JvmFacts jvm = new JvmFacts();
    final ThrownCounter thrown = new ThrownCounter();
    final FirstAndLatest<Dump> dumps = new FirstAndLatest<>(RecordedEvents.MAX_DUMPS / 2, RecordedEvents.MAX_DUMPS / 2);
    final SortedMap<String, Long> eventCounts = new TreeMap<>();
    final List<Damage> damage = new ArrayList<>();
    long lostBytes;
    long truncatedStacks;
    long stacklessFailures;
    long misdated;

    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;

    /** A time that the recording covers. */
    void covers(long at) {
        earliest = Math.min(earliest, at);
        latest = Math.max(latest, at);
    }
}

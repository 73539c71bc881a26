package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.ThreadStarts;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Machine.ThreadCreator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which code started threads: the first in-app frame of the start, else the first that is not the JDK's. */
final class ThreadCreators {
    /** Told at most. */
    private static final int MOST = 200;

    private ThreadCreators() {}

    /** Most threads still alive first. */
    static List<ThreadCreator> of(List<ThreadStarts> starts, InApp inApp) {
        record Key(Frame site, String pattern) {}
        Map<Key, ThreadCreator> creators = new LinkedHashMap<>();
        for (ThreadStarts s : starts) {
            creators.merge(
                    new Key(inApp.site(s.stack()).frame(), s.pattern()),
                    new ThreadCreator(inApp.site(s.stack()).frame(), s.pattern(), s.started(), s.ended()),
                    (a, b) ->
                            new ThreadCreator(a.site(), a.pattern(), a.started() + b.started(), a.ended() + b.ended()));
        }
        return creators.values().stream()
                .sorted(Comparator.<ThreadCreator>comparingLong(c -> c.started() - c.ended())
                        .thenComparingLong(ThreadCreator::started)
                        .reversed())
                .limit(MOST)
                .toList();
    }
}

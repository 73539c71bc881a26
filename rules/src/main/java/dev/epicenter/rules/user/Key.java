package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.function.BiFunction;

/**
 * What failures are counted apart by.
 *
 * @param name    as in the file
 * @param value   of a failure
 * @param shared  whether all failures of such a series have the same, those that were only counted included
 */
record Key(String name, BiFunction<Facts, Failure, String> value, Shared shared) {
    /** Whether a value goes for a whole series. */
    interface Shared {
        boolean by(FailureSeries series);
    }

    static final Key TYPE = new Key("type", (facts, failure) -> failure.type(), series -> true);
    static final Key SITE = new Key("site", Facts::site, series -> true);
    static final Key THREAD =
            new Key("thread", (facts, failure) -> failure.thread().display(), series -> series.threads() == 1);
    static final Key THREAD_GROUP = new Key(
            "thread-group",
            (facts, failure) -> Words.threadGroup(failure.thread().display()),
            series -> true);
    static final Key PROCESS = new Key("process", Facts::process, series -> true);

    /** The class of the innermost frame that fits; empty when none does. */
    static Key frame(Glob glob) {
        return new Key(
                "frame",
                (facts, failure) -> failure.stack().frames().stream()
                        .filter(frame -> glob.fits(frame.qualifiedMethod()))
                        .findFirst()
                        .map(frame -> frame.type())
                        .orElse(""),
                series -> true);
    }
}

package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of lambdas, whose classes are made anew each time. */
class TaskNamesTest {
    private static final String LAMBDA = "com.acme.Journal$$Lambda$95/0x00007f34e40c18a8";

    private static TaskNotes work(String name, StackTrace submittedAt, long failure) {
        TaskNotes notes = new TaskNotes(1);
        notes.name = name;
        notes.submittedAt = submittedAt;
        notes.failure = failure;
        return notes;
    }

    private static StackTrace stack(Frame... frames) {
        return new StackTrace(List.of(), List.of(frames), false);
    }

    private static Frame frame(String type, String method, int line) {
        return new Frame(type, method, "", line, "");
    }

    @Test
    void areThoseOfTheMethodThatHandedThemOver() {
        StackTrace submit = stack(
                frame("java.util.concurrent.ThreadPoolExecutor", "execute", 1364),
                frame("com.acme.Journal", "book", 29),
                frame("com.acme.Main", "main", 16));
        TaskNames names = new TaskNames(List.of(work(LAMBDA, submit, 0)), Map.of());
        assertThat(names.of(LAMBDA)).isEqualTo("lambda in com.acme.Journal.book:29");
    }

    @Test
    void areThoseOfTheMethodThatTheirCodeStandsIn() {
        StackTrace failed = stack(
                frame("com.acme.Ledger", "post", 18),
                frame("com.acme.Journal", "lambda$book$1", 29),
                frame("java.util.concurrent.FutureTask", "run", 264));
        TaskNames names = new TaskNames(List.of(work(LAMBDA, StackTrace.EMPTY, 7)), Map.of(7L, failed));
        assertThat(names.of(LAMBDA)).isEqualTo("lambda in com.acme.Journal.book");
    }

    @Test
    void areThoseOfTheirClassWhereNothingElseIsKnown() {
        TaskNames names = new TaskNames(List.of(), Map.of());
        assertThat(names.of(LAMBDA)).isEqualTo("lambda in com.acme.Journal");
        assertThat(names.of("com.acme.Journal$Post")).isEqualTo("com.acme.Journal$Post");
    }
}

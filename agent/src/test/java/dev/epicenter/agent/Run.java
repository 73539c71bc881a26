package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a program printed, and what was recorded of it. */
final class Run {
    final int exit;
    final String out;
    final String err;
    private final Path file;
    private List<RecordedEvent> events = List.of();

    Run(int exit, String out, String err, Path file) {
        this.exit = exit;
        this.out = out;
        this.err = err;
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Events of ours of that name, without {@code epicenter.}, in time order. */
    List<RecordedEvent> events(String name) throws IOException {
        if (events.isEmpty()) {
            events = RecordingFile.readAllEvents(file);
        }
        return events.stream()
                .filter(e -> e.getEventType().getName().equals("epicenter." + name))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    /** The only event of that name that fits. */
    RecordedEvent event(String name, Predicate<RecordedEvent> fits) throws IOException {
        List<RecordedEvent> found = events(name).stream().filter(fits).toList();
        assertThat(found).as("%s in %s", name, events(name)).hasSize(1);
        return found.get(0);
    }

    /** The only failure of that class, by its name without a package. */
    RecordedEvent failure(String type) throws IOException {
        return event("Failure", e -> type(e).endsWith(type));
    }

    List<RecordedEvent> failures(String type) throws IOException {
        return events("Failure").stream().filter(e -> type(e).endsWith(type)).toList();
    }

    static String type(RecordedEvent event) {
        return event.getClass("thrownClass").getName();
    }

    static long id(RecordedEvent failure) {
        return failure.getLong("failureId");
    }

    /** Fails if the agent says that anything in it went wrong. */
    Run isSound() throws IOException {
        assertThat(events("AgentFault")).isEmpty();
        assertThat(events("ClassSkipped")).isEmpty();
        assertThat(events("AgentState")).isNotEmpty();
        RecordedEvent state = events("AgentState").get(events("AgentState").size() - 1);
        assertThat(state.getLong("faults")).isZero();
        assertThat(state.getString("missingHooks")).isEmpty();
        return this;
    }
}

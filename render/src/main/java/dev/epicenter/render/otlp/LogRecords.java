package dev.epicenter.render.otlp;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Task;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.StackText;
import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log record a failure. */
final class LogRecords {
    /** OpenTelemetry's severity numbers: the lowest of each range. */
    private static final int ERROR = 17;

    private static final int WARN = 13;
    private static final int INFO = 9;

    /** A trace id, alone or within a W3C traceparent; of zeros only it is none. */
    private static final Pattern TRACE =
            Pattern.compile("(?:[0-9a-f]{2}-)?((?!0{32})[0-9a-f]{32})(?:-([0-9a-f]{16})-[0-9a-f]{2})?");

    private final JsonOut json;
    private final Facts facts;
    private final ToldFailures told;
    private final Instant observed;
    private final Map<Integer, String> contexts = new HashMap<>();

    LogRecords(JsonOut json, Facts facts, ToldFailures told, Instant observed) {
        this.json = json;
        this.facts = facts;
        this.told = told;
        this.observed = observed;
        for (Task task : facts.analysis().tasks()) {
            task.failure().ifPresent(failure -> contexts.putIfAbsent(failure, task.context()));
        }
    }

    void write(Failure failure) throws IOException {
        FailureSeries series = facts.graph().seriesOf(failure);
        Optional<Incident> incident = told.incident(failure);
        int severity = incident.isPresent() ? ERROR : series.background() ? INFO : WARN;
        json.object(() -> {
            json.text("timeUnixNano", nanos(failure.at()));
            json.text("observedTimeUnixNano", nanos(observed));
            json.number("severityNumber", severity);
            json.text("severityText", severity == ERROR ? "ERROR" : severity == WARN ? "WARN" : "INFO");
            json.object("body", () -> json.text("stringValue", failure.asString()));
            Attributes.write(json, attributes -> {
                exception(attributes, failure);
                chain(attributes, failure, incident);
                attributes.text("epicenter.fingerprint", series.fingerprint());
                attributes.number("epicenter.series.count", series.count());
                attributes.flag("epicenter.series.background", series.background());
            });
            trace(failure);
        });
    }

    private void exception(Attributes attributes, Failure failure) {
        attributes.text("exception.type", failure.type());
        failure.message().ifPresent(message -> attributes.text("exception.message", message));
        if (!failure.stack().frames().isEmpty()) {
            attributes.text("exception.stacktrace", StackText.of(failure));
        }
        if (failure.thread().id() >= 0) {
            attributes.number("thread.id", failure.thread().id());
        }
        attributes.textIfAny("thread.name", failure.thread().name());
    }

    private void chain(Attributes attributes, Failure failure, Optional<Incident> incident) {
        attributes.number("epicenter.failure.id", failure.id());
        Optional<Link> parent = told.parent(failure.id());
        if (parent.isPresent()) {
            attributes.number("epicenter.failure.parent_id", parent.get().from());
            attributes.text(
                    "epicenter.failure.relation", parent.get().relation().id());
            attributes.text(
                    "epicenter.failure.certainty", parent.get().certainty().id());
            attributes.decimal("epicenter.failure.confidence", parent.get().confidence());
        }
        if (incident.isPresent()) {
            attributes.text("epicenter.incident.id", incident.get().id());
            attributes.text("epicenter.incident.fingerprint", incident.get().fingerprint());
            attributes.flag("epicenter.incident.root", incident.get().root().failure() == failure.id());
            attributes.flag(
                    "epicenter.incident.symptom", incident.get().symptom().failure() == failure.id());
        }
    }

    private void trace(Failure failure) throws IOException {
        Matcher trace = TRACE.matcher(contexts.getOrDefault(failure.id(), ""));
        if (trace.matches()) {
            json.text("traceId", trace.group(1));
            json.textIfAny("spanId", Optional.ofNullable(trace.group(2)).orElse(""));
        }
    }

    private static String nanos(Instant at) {
        return Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
    }
}

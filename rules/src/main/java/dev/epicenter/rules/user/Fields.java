package dev.epicenter.rules.user;

import static dev.epicenter.rules.user.Fields.Type.BOOL;
import static dev.epicenter.rules.user.Fields.Type.COUNTS;
import static dev.epicenter.rules.user.Fields.Type.DOUBLE;
import static dev.epicenter.rules.user.Fields.Type.DURATION;
import static dev.epicenter.rules.user.Fields.Type.FAILURE;
import static dev.epicenter.rules.user.Fields.Type.FRAME;
import static dev.epicenter.rules.user.Fields.Type.FRAMES;
import static dev.epicenter.rules.user.Fields.Type.INT;
import static dev.epicenter.rules.user.Fields.Type.LINKS;
import static dev.epicenter.rules.user.Fields.Type.STRING;
import static dev.epicenter.rules.user.Fields.Type.STRINGS;
import static dev.epicenter.rules.user.Fields.Type.TIME;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recording;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Types;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a condition can ask: the one list that the type checker, the values at run time and the table in docs/user-rules.md are
 * made from. Values are looked up when an expression asks for them.
 */
final class Fields {
    /** What a field holds. */
    enum Type {
        BOOL("bool"),
        INT("int"),
        DOUBLE("double"),
        STRING("string"),
        TIME("timestamp"),
        DURATION("duration"),
        STRINGS("list(string)"),
        COUNTS("map(string, int)"),
        FAILURE("Failure"),
        FRAME("Frame"),
        FRAMES("list(Frame)"),
        LINKS("list(Link)");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As the documentation has it. */
        String text() {
            return text;
        }
    }

    /**
     * One field.
     *
     * @param get its value; a {@code long}, {@code double}, text, time, another of our values, or a list of these
     */
    record Field<T>(String name, Type type, String about, BiFunction<Facts, T, Object> get) {}

    /** All fields of one kind of value. */
    record Struct<T>(String name, Class<T> of, List<Field<T>> fields) {}

    static final Struct<Frame> FRAME_FIELDS = new Struct<>(
            "Frame",
            Frame.class,
            List.of(
                    new Field<>("type", STRING, "class", (facts, f) -> f.type()),
                    new Field<>("method", STRING, "method, `<init>` for a constructor", (facts, f) -> f.method()),
                    new Field<>("line", INT, "source line, 0 when unknown", (facts, f) -> (long) f.line()),
                    new Field<>("module", STRING, "module, empty when unnamed", (facts, f) -> f.module()),
                    new Field<>("in_app", BOOL, "whether the class is the application's", (facts, f) -> facts.analysis()
                            .recording()
                            .inApp()
                            .contains(f.type()))));

    static final Struct<Failure> FAILURE_FIELDS = new Struct<>(
            "Failure",
            Failure.class,
            List.of(
                    new Field<>("type", STRING, "class, or a condition such as `jvm.deadlock`", (facts, f) -> f.type()),
                    new Field<>(
                            "supertypes",
                            STRINGS,
                            "its class and superclasses below Throwable, as far as known",
                            (facts, f) -> Types.of(f)),
                    new Field<>("message", STRING, "message, empty when null or not recorded", (facts, f) -> f.message()
                            .orElse("")),
                    new Field<>("time", TIME, "when it was built", (facts, f) -> f.at()),
                    new Field<>(
                            "since_start",
                            DURATION,
                            "the same, from the recording's start",
                            (facts, f) -> Duration.between(
                                    facts.analysis().recording().start(), f.at())),
                    new Field<>("thread", STRING, "name of the thread", (facts, f) -> f.thread()
                            .display()),
                    new Field<>("virtual", BOOL, "whether that is a virtual thread", (facts, f) -> f.thread()
                            .virtual()),
                    new Field<>("process", STRING, "name of the process", (facts, f) -> facts.process(f)),
                    new Field<>("frames", FRAMES, "stack, the frame that built it first", (facts, f) -> f.stack()
                            .frames()),
                    new Field<>(
                            "site",
                            FRAME,
                            "the first frame of the application, else the first",
                            (facts, f) -> facts.series(f).site().frame()),
                    new Field<>("in_app", BOOL, "whether the site is the application's", (facts, f) -> facts.series(f)
                            .site()
                            .inApp()),
                    new Field<>(
                            "background",
                            BOOL,
                            "whether it is the JVM's weather, thrown all the time",
                            (facts, f) -> facts.series(f).background()),
                    new Field<>(
                            "count", INT, "how many of its type and stack were recorded", (facts, f) -> facts.series(f)
                                    .count()),
                    new Field<>("first", TIME, "the first of these", (facts, f) -> facts.series(f)
                            .first()),
                    new Field<>("last", TIME, "the last of these", (facts, f) -> facts.series(f)
                            .last()),
                    new Field<>("fingerprint", STRING, "identity across recordings", (facts, f) -> facts.series(f)
                            .fingerprint())));

    static final Struct<Link> LINK_FIELDS = new Struct<>(
            "Link",
            Link.class,
            List.of(
                    new Field<>("from", FAILURE, "what came first", (facts, l) -> facts.failure(l.from())),
                    new Field<>("to", FAILURE, "what it led to", (facts, l) -> facts.failure(l.to())),
                    new Field<>("relation", STRING, "such as `cause`", (facts, l) -> l.relation()
                            .id()),
                    new Field<>("certainty", STRING, "`observed` or `inferred`", (facts, l) -> l.certainty()
                            .id()),
                    new Field<>("confidence", DOUBLE, "in 0..1", (facts, l) -> l.confidence())));

    static final Struct<Incident> INCIDENT_FIELDS = new Struct<>(
            "Incident",
            Incident.class,
            List.of(
                    new Field<>("id", STRING, "such as `incident-1`, empty when there is none", (facts, i) -> i.id()),
                    new Field<>("fingerprint", STRING, "identity across recordings", (facts, i) -> i.fingerprint()),
                    new Field<>("severity", STRING, "`warning`, `info` or `ok`", (facts, i) -> i.severity()
                            .id()),
                    new Field<>("score", DOUBLE, "0..100", (facts, i) -> i.score()),
                    new Field<>("symptom", STRING, "such as `request-failed`", (facts, i) -> i.symptom()
                            .kind()
                            .id()),
                    new Field<>("first", TIME, "when it began", (facts, i) -> i.first()),
                    new Field<>("last", TIME, "its latest symptom", (facts, i) -> i.last()),
                    new Field<>("count", INT, "how often the symptom occurred", (facts, i) -> i.count()),
                    new Field<>(
                            "root",
                            FAILURE,
                            "most probable root cause",
                            (facts, i) -> facts.failure(i.root().failure())),
                    new Field<>("confidence", DOUBLE, "in that, 0..1", (facts, i) -> i.root()
                            .confidence()),
                    new Field<>("chain", LINKS, "links from root to symptom", (facts, i) -> i.chain()),
                    new Field<>(
                            "recoverability",
                            STRING,
                            "`application`, `termination`, `runtime` or `system`",
                            (facts, i) -> i.recoverability().id())));

    static final Struct<Recording> RECORDING_FIELDS = new Struct<>(
            "Recording",
            Recording.class,
            List.of(
                    new Field<>("start", TIME, "its start", (facts, r) -> r.start()),
                    new Field<>("end", TIME, "its end", (facts, r) -> r.end()),
                    new Field<>("length", DURATION, "time covered", (facts, r) -> r.length()),
                    new Field<>("jvm", STRING, "name and version of the JVM", (facts, r) -> r.jvm()),
                    new Field<>("java", STRING, "such as `17.0.15`", (facts, r) -> r.javaVersion()),
                    new Field<>("main", STRING, "main class or jar", (facts, r) -> r.mainClass()),
                    new Field<>(
                            "verdict",
                            STRING,
                            "`incident`, `healthy` or `insufficient-data`",
                            (facts, r) -> facts.analysis().verdict().id()),
                    new Field<>(
                            "failures",
                            INT,
                            "failures recorded",
                            (facts, r) -> facts.analysis().graph().series().stream()
                                    .mapToLong(FailureSeries::count)
                                    .sum()),
                    new Field<>(
                            "thrown",
                            INT,
                            "exceptions thrown by the JVM's count, -1 when not recorded",
                            (facts, r) -> facts.analysis().dataLoss().thrown().orElse(-1)),
                    new Field<>(
                            "recorded_share",
                            DOUBLE,
                            "share of these that was recorded, in 0..1",
                            (facts, r) -> facts.analysis().dataLoss().recordedShare()),
                    new Field<>("pauses", INT, "stops of all threads", (facts, r) -> facts.analysis()
                            .timeline()
                            .pauseCount()),
                    new Field<>("paused", DURATION, "their sum", (facts, r) -> facts.analysis()
                            .timeline()
                            .pauseTotal()),
                    new Field<>("events", COUNTS, "events by type", (facts, r) -> r.eventCounts())));

    /** All kinds of values. */
    static final List<Struct<?>> STRUCTS =
            List.of(FAILURE_FIELDS, FRAME_FIELDS, LINK_FIELDS, INCIDENT_FIELDS, RECORDING_FIELDS);

    private Fields() {}
}

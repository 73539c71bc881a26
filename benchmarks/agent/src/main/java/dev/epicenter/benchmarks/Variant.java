package dev.epicenter.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs beside a program while it is measured. */
enum Variant {
    NONE("without"),
    OFF("agent, not recording"),
    ON("agent, recording"),
    SAME("Flight Recorder alone, the same settings"),
    JFR("Flight Recorder alone, every exception with its stack"),
    OPENTELEMETRY("OpenTelemetry"),
    SPAN("OpenTelemetry, in a span"),
    /** Tells what the figures of a run are worth. */
    AGAIN("without, again");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    /** For the head of a column. */
    String title() {
        return title;
    }

    /** Takes long to start, so that it is measured once and not every round. */
    boolean isSlow() {
        return this == OPENTELEMETRY || this == SPAN;
    }

    /** Options of the JVM that is measured. */
    List<String> options(Setting setting) {
        List<String> options = new ArrayList<>();
        String agent = "-javaagent:" + setting.agent();
        String recording = "-XX:StartFlightRecording:filename=" + setting.work().resolve("jfr.jfr") + ",settings=";
        switch (this) {
            case NONE, AGAIN -> {}
            case OFF -> options.add(agent);
            case ON -> options.add(agent + "=start=" + setting.work().resolve("agent.jfr"));
            case SAME -> options.add(recording + setting.settings());
            case JFR -> options.add(recording + setting.exceptions());
            case OPENTELEMETRY, SPAN -> options.addAll(List.of(
                    "-javaagent:" + setting.openTelemetry(),
                    "-Dotel.traces.exporter=none",
                    "-Dotel.metrics.exporter=none",
                    "-Dotel.logs.exporter=none",
                    "-D" + Overhead.SPAN + "=" + (this == SPAN)));
        }
        return options;
    }

    /**
     * Files on this machine.
     *
     * @param agent         the agent that is measured
     * @param openTelemetry OpenTelemetry's
     * @param settings      those of the agent's recordings, a .jfc file
     * @param exceptions    settings for every exception and nothing else
     * @param work          a directory for whatever is written
     */
    record Setting(Path agent, Path openTelemetry, Path settings, Path exceptions, Path work) {
        /** The first five arguments of a program. */
        static Setting of(String[] arguments) {
            return new Setting(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    Path.of(arguments[3]),
                    Path.of(arguments[4]));
        }

        /** The same with another directory. */
        Setting in(Path directory) {
            return new Setting(agent, openTelemetry, settings, exceptions, directory.toAbsolutePath());
        }
    }
}

package dev.epicenter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * What recording costs, measured within one JVM that has the agent: what {@link Overhead} measures is done in turns with nothing recorded, with
 * Flight Recorder's events of the agent's settings recorded, and with the agent's recorded too. So no difference between two
 * JVMs gets into the figures, and whatever else the machine does hits all alike. What the agent costs while nothing is recorded
 * cannot be seen that way.
 *
 * <p>Arguments: the agent's settings, a directory, how many turns, then names of benchmarks. Prints rows of a Markdown table.
 */
public final class Pairs {
    private static final int GROUPS = 4;
    private static final int PREPARED = 10;
    private static final double TURN_NANOS = 150_000_000;

    /** What is recorded during a turn. */
    private enum Mode {
        NOTHING,
        FLIGHT_RECORDER,
        AGENT
    }

    private interface Operation {
        int run() throws Throwable;
    }

    private final Map<String, String> settings;
    private final Path directory;
    private final CpuClock clock = new CpuClock();
    /** Takes what the operations give, so that they are not left out. */
    private int sum;

    private Pairs(Map<String, String> settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** See above. */
    public static void main(String[] arguments) throws Throwable {
        Pairs pairs = new Pairs(settings(Path.of(arguments[0])), Path.of(arguments[1]));
        Overhead overhead = new Overhead();
        overhead.begin();
        try {
            for (String benchmark : List.of(arguments).subList(3, arguments.length)) {
                pairs.row(benchmark, operation(overhead, benchmark), Integer.parseInt(arguments[2]));
            }
        } finally {
            overhead.end();
        }
    }

    private static Map<String, String> settings(Path file) throws IOException, ParseException {
        return Configuration.create(file).getSettings();
    }

    private void row(String benchmark, Operation operation, int turns) throws Throwable {
        int count = calibrated(operation);
        for (Mode mode : Mode.values()) {
            nanos(mode, operation, count);
        }
        List<Map<Mode, Double>> measured = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            Map<Mode, Double> nanos = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                nanos.put(mode, nanos(mode, operation, count));
            }
            measured.add(nanos);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %s | %s | %s |%n",
                benchmark,
                sum(measured, turn -> turn.get(Mode.NOTHING)) / turns,
                ratio(measured, Mode.FLIGHT_RECORDER, Mode.NOTHING),
                ratio(measured, Mode.AGENT, Mode.NOTHING),
                ratio(measured, Mode.AGENT, Mode.FLIGHT_RECORDER));
    }

    /** How many operations are a turn; the clock counts in hundredths of a second. */
    private int calibrated(Operation operation) throws Throwable {
        int count = PREPARED;
        while (nanos(Mode.AGENT, operation, count) * count < TURN_NANOS) {
            count *= 2;
        }
        return count;
    }

    /** CPU nanoseconds an operation. */
    private double nanos(Mode mode, Operation operation, int count) throws Throwable {
        try (Recording recording = recording(mode)) {
            repeat(operation, count / PREPARED);
            double before = clock.nanos();
            repeat(operation, count);
            return (clock.nanos() - before) / count;
        }
    }

    private Recording recording(Mode mode) throws IOException {
        if (mode == Mode.NOTHING) {
            return null;
        }
        Map<String, String> wanted = new LinkedHashMap<>(settings);
        if (mode == Mode.FLIGHT_RECORDER) {
            wanted.replaceAll((name, value) ->
                    name.startsWith("epicenter.") && name.endsWith("#enabled") ? "false" : value);
        }
        Recording recording = new Recording(wanted);
        recording.setToDisk(true);
        recording.setDestination(directory.resolve("pairs.jfr"));
        recording.start();
        return recording;
    }

    private void repeat(Operation operation, int times) throws Throwable {
        for (int i = 0; i < times; i++) {
            sum += operation.run();
        }
    }

    /** Of all turns, and lowest and highest of some groups of them. */
    private static String ratio(List<Map<Mode, Double>> turns, Mode of, Mode to) {
        double lowest = Double.MAX_VALUE;
        double highest = 0;
        for (int group = 0; group < GROUPS; group++) {
            double ratio = ratioOf(
                    turns.subList(group * turns.size() / GROUPS, (group + 1) * turns.size() / GROUPS), of, to);
            lowest = Math.min(lowest, ratio);
            highest = Math.max(highest, ratio);
        }
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratioOf(turns, of, to), lowest, highest);
    }

    private static double ratioOf(List<Map<Mode, Double>> turns, Mode of, Mode to) {
        return sum(turns, turn -> turn.get(of)) / sum(turns, turn -> turn.get(to));
    }

    private static double sum(List<Map<Mode, Double>> turns, ToDoubleFunction<Map<Mode, Double>> of) {
        return turns.stream().mapToDouble(of).sum();
    }

    private static Operation operation(Overhead overhead, String name) throws IOException {
        return switch (name) {
            case "noException" -> overhead::noException;
            case "throwFresh" -> overhead::throwFresh;
            case "throwPreallocated" -> overhead::throwPreallocated;
            case "submitGet" -> overhead::submitGet;
            case "startJoin" -> overhead::startJoin;
            case "virtualStartJoin" -> overhead::virtualStartJoin;
            default -> throw new IOException("no such benchmark: " + name);
        };
    }
}

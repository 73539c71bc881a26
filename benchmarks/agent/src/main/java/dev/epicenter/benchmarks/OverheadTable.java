package dev.epicenter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link Overhead} in all {@linkplain Variant variants}, one after the other and that several times over, so that a slow minute
 * of the machine hits all; prints the medians of the ratios to the run without anything in the same round, as a Markdown table a JDK.
 *
 * <p>Arguments: the agent, OpenTelemetry's agent, the agent's settings, a directory, the number of rounds, then homes of JDKs.
 */
public final class OverheadTable {
    /** Benchmarks and what they are called. */
    private static final Map<String, String> ROWS = rows();

    private final Variant.Setting setting;
    private final int rounds;
    /** Ratios, by benchmark and variant. */
    private final Map<String, Map<Variant, List<Double>>> ratios = new LinkedHashMap<>();
    /** CPU nanoseconds without anything, by benchmark. */
    private final Map<String, List<Double>> absolute = new LinkedHashMap<>();

    private OverheadTable(Variant.Setting setting, int rounds) {
        this.setting = setting;
        this.rounds = rounds;
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("noException", "no exception, 64 catch blocks passed");
        rows.put("throwFresh", "throw and catch, fresh, 20 calls deep");
        rows.put("throwPreallocated", "throw and catch, preallocated");
        rows.put("submitGet", "submit and get");
        rows.put("startJoin", "thread, start and join");
        rows.put("virtualStartJoin", "virtual thread, start and join");
        return rows;
    }

    /** See above. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Variant.Setting setting = new Variant.Setting(
                Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        Files.createDirectories(setting.work());
        for (int i = 5; i < arguments.length; i++) {
            new OverheadTable(setting, Integer.parseInt(arguments[4])).measure(Path.of(arguments[i]));
        }
    }

    private void measure(Path home) throws RunnerException, IOException {
        String version = version(home);
        int feature = Integer.parseInt(version.split("[.+-]")[0]);
        for (int round = 0; round < rounds; round++) {
            for (String benchmark : ROWS.keySet()) {
                if (feature >= 21 || !benchmark.startsWith("virtual")) {
                    round(benchmark, home, feature, round);
                }
            }
        }
        print(version);
    }

    private static String version(Path home) throws IOException {
        for (String line : Files.readAllLines(home.resolve("release"))) {
            if (line.startsWith("JAVA_VERSION=")) {
                return line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
            }
        }
        throw new IOException("no JDK: " + home);
    }

    private void round(String benchmark, Path home, int feature, int round) throws RunnerException {
        double base = 0;
        for (Variant variant : Variant.values()) {
            if (variant.isSlow() && round > 0) {
                continue;
            }
            double nanos = nanos(benchmark, home, variant.options(setting, feature));
            System.err.printf(
                    Locale.ROOT, "JDK %d round %d %-18s %-14s %10.1f ns%n", feature, round, benchmark, variant, nanos);
            if (variant == Variant.NONE) {
                base = nanos;
                absolute.computeIfAbsent(benchmark, b -> new ArrayList<>()).add(nanos);
            } else {
                ratios.computeIfAbsent(benchmark, b -> new EnumMap<>(Variant.class))
                        .computeIfAbsent(variant, v -> new ArrayList<>())
                        .add(nanos / base);
            }
        }
    }

    private static double nanos(String benchmark, Path home, List<String> options) throws RunnerException {
        List<String> all = new ArrayList<>(
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"));
        all.addAll(options);
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Overhead.class.getName() + "\\." + benchmark + "$")
                        .jvm(home.resolve("bin/java").toString())
                        .jvmArgs(all.toArray(new String[0]))
                        .addProfiler(CpuProfiler.class)
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.milliseconds(400))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        return result.getSecondaryResults().get(CpuProfiler.LABEL).getScore();
    }

    private void print(String version) {
        StringBuilder table = new StringBuilder("\n| JDK " + version + " | " + Variant.NONE.title() + ", CPU ns |");
        StringBuilder rule = new StringBuilder("|---|---:|");
        for (Variant variant : Variant.values()) {
            if (variant != Variant.NONE) {
                table.append(' ').append(variant.title()).append(" |");
                rule.append("---:|");
            }
        }
        table.append('\n').append(rule).append('\n');
        ratios.forEach((benchmark, of) -> {
            table.append(
                    String.format(Locale.ROOT, "| %s | %,.0f |", ROWS.get(benchmark), median(absolute.get(benchmark))));
            of.values().forEach(each -> table.append(String.format(Locale.ROOT, " %.2f |", median(each))));
            table.append('\n');
        });
        System.out.println(table);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

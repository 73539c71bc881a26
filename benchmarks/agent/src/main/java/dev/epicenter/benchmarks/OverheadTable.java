package dev.epicenter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * of the machine hits all. Prints the least figure of each as a ratio to the least without anything, as a Markdown table a JDK: what else the
 * machine does only ever adds.
 *
 * <p>Arguments: the agent, OpenTelemetry's agent, the agent's settings, settings for every exception, a directory, the number of rounds, then homes of JDKs.
 */
public final class OverheadTable {
    /** System property: names of those to run, all when it is not there. */
    private static final String VARIANTS = "overhead.variants";

    /** Benchmarks and what they are called. */
    private static final Map<String, String> ROWS = rows();

    private final Variant.Setting setting;
    private final int rounds;
    /** Least CPU nanoseconds, by benchmark and variant. */
    private final Map<String, Map<Variant, Double>> least = new LinkedHashMap<>();

    private final List<Variant> variants;

    private OverheadTable(Variant.Setting setting, int rounds) {
        this.setting = setting;
        this.rounds = rounds;
        String named = System.getProperty(VARIANTS, "");
        variants = Arrays.stream(Variant.values())
                .filter(v -> v == Variant.NONE
                        || named.isEmpty()
                        || List.of(named.split(",")).contains(v.name()))
                .toList();
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
        Variant.Setting setting = Variant.Setting.of(arguments);
        Files.createDirectories(setting.work());
        for (int i = 6; i < arguments.length; i++) {
            new OverheadTable(setting, Integer.parseInt(arguments[5])).measure(Path.of(arguments[i]));
        }
    }

    private void measure(Path home) throws RunnerException, IOException {
        int feature = feature(home);
        for (int round = 0; round < rounds; round++) {
            for (String benchmark : ROWS.keySet()) {
                if (feature >= 21 || !benchmark.startsWith("virtual")) {
                    round(benchmark, home, feature, round);
                }
            }
        }
        print(version(home));
    }

    static int feature(Path home) throws IOException {
        return Integer.parseInt(version(home).split("[.+-]")[0]);
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
        for (Variant variant : variants) {
            if (variant.isSlow() && round > 0) {
                continue;
            }
            double nanos = nanos(benchmark, home, variant.options(setting));
            System.err.printf(
                    Locale.ROOT, "JDK %d round %d %-18s %-14s %10.1f ns%n", feature, round, benchmark, variant, nanos);
            least.computeIfAbsent(benchmark, b -> new EnumMap<>(Variant.class)).merge(variant, nanos, Math::min);
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
        for (Variant variant : variants) {
            if (variant != Variant.NONE) {
                table.append(' ').append(variant.title()).append(" |");
                rule.append("---:|");
            }
        }
        table.append('\n').append(rule).append('\n');
        least.forEach((benchmark, of) -> {
            double base = of.remove(Variant.NONE);
            table.append(String.format(Locale.ROOT, "| %s | %,.0f |", ROWS.get(benchmark), base));
            of.values().forEach(nanos -> table.append(String.format(Locale.ROOT, " %.2f |", nanos / base)));
            table.append('\n');
        });
        System.out.println(table);
    }
}

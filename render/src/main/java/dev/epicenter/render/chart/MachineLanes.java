package dev.epicenter.render.chart;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Curve;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Timeline;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Units;
import dev.epicenter.render.texts.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Rows for what the virtual machine and its host did meanwhile, as far as recorded. */
final class MachineLanes {
    /** Samples that make a line. */
    private static final int LINE = 2;

    private final Timeline timeline;
    private final Machine machine;
    private final Clock clock;

    MachineLanes(Analysis analysis, Clock clock) {
        this.timeline = analysis.timeline();
        this.machine = analysis.machine();
        this.clock = clock;
    }

    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        if (!timeline.pauses().isEmpty()) {
            lanes.add(pauses());
        }
        if (machine.cpu().size() >= LINE) {
            lanes.add(new Lines<>("Processor", Curve.Unit.SHARE, machine.cpu(), Machine.CpuLoad::at)
                    .line("JVM (solid)", cpu -> cpu.user() + cpu.system())
                    .line("whole machine (dashed)", Machine.CpuLoad::machine)
                    .upTo(1)
                    .lane());
        }
        if (timeline.heap().size() >= LINE) {
            double limit = timeline.maxHeapBytes();
            Lines<HeapSample> heap = new Lines<>("Heap", Curve.Unit.BYTES, timeline.heap(), HeapSample::at)
                    .line("in use after collections (solid)", HeapSample::usedBytes);
            lanes.add((limit > 0
                            ? heap.line("limit (dashed)", h -> limit)
                            : heap.line("committed (dashed)", HeapSample::committedBytes))
                    .lane());
        }
        if (machine.memory().stream().filter(m -> m.residentBytes() > 0).count() >= LINE) {
            boolean limited = machine.memory().stream().anyMatch(m -> m.limitBytes() > 0);
            Lines<Machine.MemorySample> memory = new Lines<>(
                            "Memory", Curve.Unit.BYTES, machine.memory(), Machine.MemorySample::at)
                    .line("of the process (solid)", Machine.MemorySample::residentBytes);
            lanes.add((limited ? memory.line("limit (dashed)", Machine.MemorySample::limitBytes) : memory).lane());
        }
        if (machine.threads().size() >= LINE) {
            lanes.add(new Lines<>("Threads", Curve.Unit.COUNT, machine.threads(), Machine.ThreadCount::at)
                    .line("live", Machine.ThreadCount::active)
                    .lane());
        }
        return lanes;
    }

    private Lane pauses() {
        double longest = timeline.pauses().stream()
                .mapToDouble(MachineLanes::seconds)
                .max()
                .orElse(0);
        double top = Math.max(0.001, longest);
        String label = "Pauses of all threads (collector, safepoints) · " + Words.count(timeline.pauseCount()) + ", "
                + Words.length(timeline.pauseTotal()) + " in all"
                + (timeline.pauseCount() > timeline.pauses().size() ? ", the longest shown" : "");
        List<String> cells = List.of(
                label,
                Words.count(timeline.pauseCount()),
                Units.show(Curve.Unit.SECONDS, longest, clock),
                clock.time(timeline.pauses().get(0).start()),
                clock.time(timeline.pauses().get(timeline.pauses().size() - 1).start()));
        return new Lane(
                () -> Lane.plot(label, true, Curve.Unit.SECONDS, top, pauseBars(), Look.bars(Ink.PAUSE), clock), cells);
    }

    private XYIntervalSeriesCollection pauseBars() {
        XYIntervalSeries bars = new XYIntervalSeries("pauses", false, true);
        double least = (clock.end().toEpochMilli() - clock.start().toEpochMilli()) * 2.0 / Chart.WIDTH;
        for (Pause pause : timeline.pauses()) {
            double from = pause.start().toEpochMilli();
            bars.add(from, from, from + Math.max(least, seconds(pause) * 1_000), seconds(pause), 0, seconds(pause));
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        return data;
    }

    private static double seconds(Pause pause) {
        return pause.length().toNanos() / 1e9;
    }

    /** One or two lines over samples. */
    private final class Lines<S> {
        private record Line<S>(String label, ToDoubleFunction<S> value) {}

        private final String name;
        private final Curve.Unit unit;
        private final List<S> samples;
        private final Function<S, Instant> at;
        private final List<Line<S>> lines = new ArrayList<>();
        private double least = Double.MIN_NORMAL;

        Lines(String name, Curve.Unit unit, List<S> samples, Function<S, Instant> at) {
            this.name = name;
            this.unit = unit;
            this.samples = samples;
            this.at = at;
        }

        Lines<S> line(String label, ToDoubleFunction<S> value) {
            lines.add(new Line<>(label, value));
            return this;
        }

        /** Draws up to there at least. */
        Lines<S> upTo(double value) {
            least = value;
            return this;
        }

        Lane lane() {
            String label = name + ": " + lines.stream().map(Line::label).collect(Collectors.joining(", "));
            List<String> cells = List.of(
                    label,
                    Words.count(samples.size(), "sample"),
                    Units.show(unit, highest(lines.get(0)), clock),
                    clock.time(at.apply(samples.get(0))),
                    clock.time(at.apply(samples.get(samples.size() - 1))));
            double top = lines.stream().mapToDouble(this::highest).reduce(least, Math::max);
            return new Lane(() -> plot(label, top), cells);
        }

        private double highest(Line<S> line) {
            return samples.stream().mapToDouble(line.value()).max().orElse(0);
        }

        private XYPlot plot(String label, double top) {
            XYSeriesCollection data = new XYSeriesCollection();
            for (Line<S> line : lines) {
                XYSeries series = Look.series(line.label());
                samples.forEach(
                        s -> series.add(at.apply(s).toEpochMilli(), line.value().applyAsDouble(s)));
                data.addSeries(series);
            }
            return Lane.plot(
                    label, true, unit, top, data, Look.lines(data, Ink.MACHINE, Look.THICK, Look.DASHED), clock);
        }
    }
}

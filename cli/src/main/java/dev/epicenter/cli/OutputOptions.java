package dev.epicenter.cli;

import dev.epicenter.render.Format;
import dev.epicenter.render.RenderOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a command that writes a diagnosis: in which forms, where to, and what must not be in them. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where a report goes; - is standard output, which is the default. The end of the name tells "
                    + "its format: .html, .json, .txt, .md, .sarif, .xml, .dot, .mmd, .folded, .prom and others; "
                    + "or a word before it does, as in sarif:FILE. May be repeated.")
    private List<String> outputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Of the one report: html, json, text, markdown, sarif, junit, dot, mermaid, collapsed, "
                    + "speedscope, prometheus or otlp-json. Default: as -o says, else text.")
    private @Nullable Format format;

    @Option(names = "--charts", paramLabel = "DIR", description = "Write the charts there too, as SVG and PNG files.")
    private @Nullable Path charts;

    @Mixin
    private RedactionOptions redaction = new RedactionOptions();

    @Option(
            names = "--source-root",
            paramLabel = "DIR",
            description = "Where sources lie, for formats that point into them. May be repeated. Default: "
                    + "src/main/java.")
    private List<Path> sourceRoots = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * The reports to write. Checked before the first byte is read, since reading may take minutes.
     *
     * @param inputs what is read, which must not be overwritten
     * @param out    standard output
     * @throws UnwritableOutputException when one could not be written
     */
    List<Report> reports(List<Path> inputs, PrintWriter out) throws UnwritableOutputException {
        if (format != null && outputs.size() > 1) {
            throw wrong(
                    "--format goes with one report; of several each is named with its format, as in -o sarif:report.json");
        }
        List<Report> reports = new ArrayList<>();
        Set<Path> targets = new HashSet<>();
        for (String output : outputs.isEmpty() ? List.of(Report.STANDARD_OUTPUT.toString()) : outputs) {
            Report report = report(output, out);
            if (!targets.add(report.target().toAbsolutePath().normalize())) {
                throw wrong(
                        report.file().isEmpty()
                                ? "only one report can go to standard output"
                                : "'" + report.target() + "' is named twice");
            }
            report.checkWritable(inputs);
            reports.add(report);
        }
        return reports;
    }

    /**
     * Where charts go, if they are wanted. Checked as the reports are.
     *
     * @throws UnwritableOutputException when none could be written there
     */
    Optional<ChartFolder> charts() throws UnwritableOutputException {
        if (charts == null) {
            return Optional.empty();
        }
        ChartFolder folder = new ChartFolder(charts);
        folder.checkWritable();
        return Optional.of(folder);
    }

    private Report report(String output, PrintWriter out) {
        int colon = output.indexOf(':');
        Optional<Format> named = Format.byName(output.substring(0, Math.max(0, colon)));
        Path target = Path.of(named.isPresent() ? output.substring(colon + 1) : output);
        if (target.toString().isEmpty()) {
            throw wrong("'" + output + "' names no file");
        }
        return new Report(target, named.orElseGet(() -> formatOf(target)), out);
    }

    private Format formatOf(Path target) {
        if (format != null) {
            return format;
        }
        if (target.equals(Report.STANDARD_OUTPUT)) {
            return Format.TEXT;
        }
        return Format.byFileName(target.toString())
                .orElseThrow(() -> wrong("'" + target + "' does not tell its format: end it in one of " + endings()
                        + ", or put the format before it, as in sarif:" + target));
    }

    private static String endings() {
        return Arrays.stream(Format.values())
                .map(format -> "." + format.extensions().get(0))
                .collect(Collectors.joining(" "));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The same options with what was asked for here. */
    RenderOptions applyTo(RenderOptions options) {
        return options.withRedaction(redaction.redaction()).withSourceRoots(sourceRoots);
    }
}

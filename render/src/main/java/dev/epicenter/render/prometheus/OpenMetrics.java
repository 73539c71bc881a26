package dev.epicenter.render.prometheus;

import dev.epicenter.render.texts.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Families and samples in OpenMetrics' text format. Only gauges and counters, and no feature that the older format of
 * Prometheus would choke on: a reader of that takes the counters as untyped and all else as it is.
 */
final class OpenMetrics {
    /** Characters of a label's value; longer ones are cut in the middle. */
    private static final int LABEL = 200;

    private final StringBuilder out = new StringBuilder();

    /** A label's value as it is written, but for escapes. */
    static String label(String text) {
        return Words.shortenMiddle(text, LABEL);
    }

    /** Samples of one family. */
    final class Family {
        private final String sampleName;

        private Family(String sampleName) {
            this.sampleName = sampleName;
        }

        /** Adds a sample; labels are names and values in turn, and a sample's must differ from those of the others. */
        void sample(double value, String... labels) {
            out.append(sampleName);
            if (labels.length > 0) {
                out.append('{');
                for (int i = 0; i < labels.length; i += 2) {
                    out.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
                    out.append(escaped(label(labels[i + 1]))).append('"');
                }
                out.append('}');
            }
            out.append(' ').append(number(value)).append('\n');
        }
    }

    /** A family that may go up and down. */
    Family gauge(String name, String help) {
        return family(name, "gauge", help, name);
    }

    /** A family that only grows while the JVM runs; samples get the suffix that the format asks for. */
    Family counter(String name, String help) {
        return family(name, "counter", help, name + "_total");
    }

    private Family family(String name, String type, String help, String sampleName) {
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        out.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        return new Family(sampleName);
    }

    /** All of it, with the mark of its end. */
    String end() {
        return out + "# EOF\n";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(4, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

package dev.epicenter.model;

import java.util.List;

/**
 * One quantity measured against another, and what follows if it goes on so. Computed where findings are; drawn as it is.
 *
 * @param id         stable short name, different within a diagnosis, such as {@code recovery} or {@code amplification-threads}
 * @param rule       id of the rule that computed it
 * @param title      what it shows, a few words
 * @param text       what it says, one sentence with the figures
 * @param method     how line and projection were fitted, one sentence with its source; empty when nothing was
 * @param x          what the points lie along
 * @param y          what was measured
 * @param points     the measurements, ascending in x
 * @param fit        the fitted line, ascending in x; empty when nothing was fitted
 * @param projection its continuation beyond the last point, ascending in x; empty when nothing was projected
 * @param marks      places on x that have a name: a knee, a limit reached, the start of an incident
 */
public record Curve(
        String id,
        String rule,
        String title,
        String text,
        String method,
        Axis x,
        Axis y,
        List<Point> points,
        List<Point> fit,
        List<Point> projection,
        List<Mark> marks) {
    public Curve {
        points = List.copyOf(points);
        fit = List.copyOf(fit);
        projection = List.copyOf(projection);
        marks = List.copyOf(marks);
    }

    /**
     * A quantity.
     *
     * @param label what it is, such as {@code live threads}
     * @param unit  what its numbers count
     */
    public record Axis(String label, Unit unit) {}

    /** What a number of an axis counts. */
    public enum Unit {
        /** Seconds since 1970-01-01T00:00:00Z. */
        TIME("time"),
        COUNT("count"),
        PER_SECOND("per-second"),
        /** In 0..1, shown as per cent. */
        SHARE("share"),
        BYTES("bytes"),
        SECONDS("seconds");

        private final String id;

        Unit(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }
    }

    /**
     * A place in the plane.
     *
     * @param low  lower end of what y may be, {@code y} itself when it is certain
     * @param high upper end
     */
    public record Point(double x, double y, double low, double high) {
        public Point {
            if (!(low <= y && y <= high) || !Double.isFinite(x) || !Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException("no point: " + x + ", " + low + " <= " + y + " <= " + high);
            }
        }

        /** A place that is certain. */
        public Point(double x, double y) {
            this(x, y, y, y);
        }
    }

    /** A place on the x axis that has a name. */
    public record Mark(double x, String label) {}
}

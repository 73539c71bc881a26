package dev.epicenter.render.chart;

import dev.epicenter.model.Curve;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Units;
import java.time.Duration;
import java.time.Instant;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;

/**
 * Axes with a fixed step and our own words. JFreeChart's date axis would load the JDK's calendar data, which costs more than the
 * rest of a chart, and cannot name the day where it changes.
 */
final class Axes {
    private static final int TIME_TICKS = 9;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] TIME_STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY
    };

    private Axes() {}

    /** Time in milliseconds since 1970, from start to end of the recording. */
    static NumberAxis time(Clock clock) {
        return time(clock, clock.start().toEpochMilli(), clock.end().toEpochMilli());
    }

    /** Time in milliseconds since 1970. */
    static NumberAxis time(Clock clock, double from, double to) {
        double end = Math.max(from + 1, to);
        long step = timeStep(Math.round(end - from));
        NumberAxis axis = new NumberAxis("Time, UTC · " + clock.days());
        quiet(axis);
        axis.setRange(from, end);
        axis.setTickUnit(new NumberTickUnit(step) {
            private static final long serialVersionUID = 1;

            @Override
            public String valueToString(double value) {
                return clock.tick(
                        Instant.ofEpochMilli(Math.round(value)),
                        Duration.ofMillis(step),
                        Instant.ofEpochMilli(Math.round(from)));
            }
        });
        return axis;
    }

    private static long timeStep(long span) {
        for (long step : TIME_STEPS) {
            if (span / step <= TIME_TICKS) {
                return step;
            }
        }
        return DAY * (span / DAY / TIME_TICKS + 1);
    }

    /**
     * A quantity.
     *
     * @param step distance of the ticks, more than zero
     */
    static NumberAxis values(String label, Curve.Unit unit, double from, double to, double step, Clock clock) {
        NumberAxis axis = new NumberAxis(label);
        quiet(axis);
        axis.setRange(from, Math.max(to, from + step));
        axis.setTickUnit(new NumberTickUnit(step) {
            private static final long serialVersionUID = 1;

            @Override
            public String valueToString(double value) {
                return Units.show(unit, value, clock);
            }
        });
        return axis;
    }

    /** Without anything that draws the eye. */
    static void quiet(ValueAxis axis) {
        axis.setLabelFont(Look.SMALL);
        axis.setTickLabelFont(Look.SMALL);
        axis.setLabelPaint(Ink.MUTED.color());
        axis.setTickLabelPaint(Ink.MUTED.color());
        axis.setAxisLinePaint(Ink.LINE.color());
        axis.setTickMarkPaint(Ink.LINE.color());
    }
}

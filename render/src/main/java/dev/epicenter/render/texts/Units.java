package dev.epicenter.render.texts;

import dev.epicenter.model.Curve;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers with their units, for people. */
public final class Units {
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Units() {}

    /** {@code 512 MiB}, {@code 1.5 GiB}. */
    public static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1_024 && unit < BYTES.length - 1) {
            value /= 1_024;
            unit++;
        }
        return plain(value) + " " + BYTES[unit];
    }

    /** At most three digits that matter, thousands marked, no trailing zeros: {@code 12,300}, {@code 1.25}, {@code 0.002}. */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        String digits = size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.3g";
        String text = String.format(Locale.ROOT, digits, value);
        return text.contains("e") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A number of an axis. */
    public static String show(Curve.Unit unit, double value, Clock clock) {
        if (value == 0 && unit != Curve.Unit.TIME) {
            return "0";
        }
        return switch (unit) {
            case TIME -> clock.time(Instant.ofEpochMilli(Math.round(value * 1_000)));
            case COUNT -> plain(value);
            case PER_SECOND -> plain(value) + "/s";
            case SHARE -> plain(value * 100) + " %";
            case BYTES -> bytes(value);
            case SECONDS -> Math.abs(value) < 1
                    ? plain(value * 1_000) + " ms"
                    : Words.length(Duration.ofMillis(Math.round(value * 1_000)));
        };
    }

    /** What stands behind an axis' label: {@code %}, {@code per second}; empty where the numbers say it. */
    public static String name(Curve.Unit unit) {
        return switch (unit) {
            case TIME -> "UTC";
            case PER_SECOND -> "per second";
            case SHARE -> "per cent";
            case COUNT, BYTES, SECONDS -> "";
        };
    }

    /** A step of an axis of about {@code span / ticks}: 1, 2 or 5 of a power of ten, of two for bytes. */
    public static double step(Curve.Unit unit, double span, int ticks) {
        double raw = Math.max(span, Double.MIN_NORMAL) / ticks;
        double base = unit == Curve.Unit.BYTES ? 1_024 : 10;
        double power = Math.pow(base, Math.floor(Math.log(raw) / Math.log(base)));
        double[] nice = unit == Curve.Unit.BYTES
                ? new double[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024}
                : new double[] {1, 2, 5, 10};
        for (double factor : nice) {
            if (factor * power >= raw * 0.999) {
                double step = factor * power;
                return unit == Curve.Unit.COUNT ? Math.max(1, step) : step;
            }
        }
        return base * power;
    }
}

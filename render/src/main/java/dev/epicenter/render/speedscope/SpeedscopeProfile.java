package dev.epicenter.render.speedscope;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.RateProfile;
import dev.epicenter.model.StackTrace;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a speedscope file with two profiles of the same stacks. In "failures over time" the axis is the recording's time:
 * each bucket's width is shared out among the failures in it, in proportion to their counts. In "failures by count" a stack is
 * as wide as it was frequent. The innermost frame is the failure's type.
 *
 * @see <a href="https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources">the format</a>
 */
public final class SpeedscopeProfile {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    /** Stacks shown in one bucket; the less frequent ones become one. */
    private static final int PER_BUCKET = 20;

    private final Facts facts;
    private final List<FailureSeries> series;
    private final Map<Frame, Integer> frames = new LinkedHashMap<>();
    private final List<List<Integer>> stacks;
    private final int others;

    private SpeedscopeProfile(Facts facts) {
        this.facts = facts;
        this.series = facts.graph().series();
        this.stacks = series.stream().map(this::stack).toList();
        this.others = index(new Frame("(other failures)", "", "", 0, ""));
    }

    /** Writes the whole file. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        new SpeedscopeProfile(facts).write(options, out);
    }

    private List<Integer> stack(FailureSeries s) {
        List<Integer> stack = new ArrayList<>();
        stack.add(index(new Frame(s.type(), "", "", 0, "")));
        StackTrace trace = s.stack();
        trace.frames().forEach(frame -> stack.add(index(frame)));
        Collections.reverse(stack);
        return stack;
    }

    private int index(Frame frame) {
        return frames.computeIfAbsent(frame, f -> frames.size());
    }

    private void write(RenderOptions options, Writer out) throws IOException {
        JsonOut.write(out, false, json -> {
            json.text("$schema", SCHEMA);
            json.text(
                    "exporter",
                    "Epicenter " + options.toolVersion() + ". "
                            + facts.redacted().summary());
            json.text("name", String.join(", ", facts.analysis().recording().sources()));
            json.number("activeProfileIndex", 0);
            json.object("shared", () -> json.array("frames", List.copyOf(frames.keySet()), f -> frame(json, f)));
            json.array("profiles", List.of(overTime(), byCount()), profile -> profile.write(json));
        });
    }

    private void frame(JsonOut json, Frame frame) throws IOException {
        json.object(() -> {
            json.text("name", frame.method().isEmpty() ? frame.type() : frame.qualifiedMethod());
            if (facts.isInApp(frame) && !frame.method().isEmpty()) {
                json.textIfAny("file", facts.sources().uri(frame).orElse(""));
            }
            if (frame.line() > 0) {
                json.number("line", frame.line());
            }
        });
    }

    private SampledProfile overTime() {
        SampledProfile profile = new SampledProfile("Failures over time", "milliseconds");
        if (series.isEmpty()) {
            return profile;
        }
        RateProfile grid = series.get(0).profile();
        double width = grid.bucket().toNanos() / 1e6;
        for (int bucket = 0; bucket < grid.size(); bucket++) {
            int at = bucket;
            long all = series.stream().mapToLong(s -> s.profile().count(at)).sum();
            if (all == 0) {
                profile.add(List.of(), width);
                continue;
            }
            bucket(profile, at, all, width);
        }
        return profile;
    }

    private void bucket(SampledProfile profile, int bucket, long all, double width) {
        List<FailureSeries> loudest = series.stream()
                .filter(s -> s.profile().count(bucket) > 0)
                .sorted(Comparator.comparingLong(
                                (FailureSeries s) -> s.profile().count(bucket))
                        .reversed()
                        .thenComparing(FailureSeries::id))
                .limit(PER_BUCKET)
                .toList();
        long rest = all;
        for (FailureSeries s : loudest) {
            profile.add(stacks.get(s.id()), width * s.profile().count(bucket) / all);
            rest -= s.profile().count(bucket);
        }
        if (rest > 0) {
            profile.add(List.of(others), width * rest / all);
        }
    }

    private SampledProfile byCount() {
        SampledProfile profile = new SampledProfile("Failures by count", "none");
        series.forEach(s -> profile.add(stacks.get(s.id()), s.count()));
        return profile;
    }
}

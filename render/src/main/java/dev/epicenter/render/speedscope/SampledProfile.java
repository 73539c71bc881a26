package dev.epicenter.render.speedscope;

import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What speedscope calls a sampled profile: stacks side by side, each with a width. */
final class SampledProfile {
    private final String name;
    private final String unit;
    private final List<List<Integer>> samples = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param unit of the widths, a word of speedscope's
     */
    SampledProfile(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /** Puts a stack, outermost frame first, at the end; an empty one is a gap. Gaps in a row become one. */
    void add(List<Integer> stack, double width) {
        int last = samples.size() - 1;
        if (last >= 0 && samples.get(last).equals(stack)) {
            weights.set(last, weights.get(last) + width);
        } else {
            samples.add(stack);
            weights.add(width);
        }
    }

    void write(JsonOut json) throws IOException {
        json.object(() -> {
            json.text("type", "sampled");
            json.text("name", name);
            json.text("unit", unit);
            json.number("startValue", 0);
            json.decimal("endValue", weights.stream().mapToDouble(w -> w).sum());
            json.numbers("samples", samples);
            json.decimals("weights", weights);
        });
    }
}

package dev.epicenter.render.collapsed;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.render.facts.Facts;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes throw sites as collapsed stacks: a line a stack, frames from the outermost to where the failure was built, then the
 * failure's type, then how many there were. Lines are in alphabetical order; the background is in it.
 *
 * @see <a href="https://github.com/brendangregg/FlameGraph">the format</a>
 */
public final class CollapsedStacks {
    private CollapsedStacks() {}

    /** Writes all lines; none when there was no failure. */
    public static void write(Facts facts, Writer out) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (FailureSeries series : facts.graph().series()) {
            counts.merge(line(series), series.count(), Long::sum);
        }
        for (Map.Entry<String, Long> stack : counts.entrySet()) {
            out.write(stack.getKey() + " " + stack.getValue() + "\n");
        }
    }

    private static String line(FailureSeries series) {
        List<String> names = new ArrayList<>();
        names.add(name(series.type()));
        for (Frame frame : series.stack().frames()) {
            names.add(name(frame.qualifiedMethod()));
        }
        Collections.reverse(names);
        return (series.stack().truncated() ? "[cut];" : "") + String.join(";", names);
    }

    /** Semicolons and blanks are the format's own. */
    private static String name(String text) {
        return text.replace(';', ',').replaceAll("\\s", "_");
    }
}

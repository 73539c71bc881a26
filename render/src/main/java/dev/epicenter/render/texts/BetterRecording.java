package dev.epicenter.render.texts;

import dev.epicenter.model.DataLoss;
import java.util.ArrayList;
import java.util.List;

/** How to record better next time: for each loss the setting that would have prevented it. */
public final class BetterRecording {
    private BetterRecording() {}

    /**
     * What to change, and the command or setting that does it.
     *
     * @param advice  one sentence
     * @param command to copy, empty when there is none
     */
    public record Step(String advice, String command) {}

    /** Steps for what is missing, the most important first; empty when nothing is. */
    public static List<Step> steps(DataLoss loss) {
        List<Step> steps = new ArrayList<>();
        if (loss.disabledEvents().stream().anyMatch(e -> e.contains("Exception") || e.contains("Error"))) {
            steps.add(new Step(
                    "Record exceptions: the default settings leave them off (JDK 17 and later take the option in the command).",
                    "java -XX:StartFlightRecording:settings=profile,exceptions=all,filename=app.jfr …"));
        }
        List<String> others = loss.disabledEvents().stream()
                .filter(e -> !e.contains("Exception") && !e.contains("Error"))
                .toList();
        if (!others.isEmpty()) {
            steps.add(new Step(
                    "Switch on the events that the analysis missed: " + String.join(", ", others) + ".",
                    "-XX:StartFlightRecording:settings=profile," + others.get(0) + "#enabled=true"));
        }
        if (!loss.throttle().isEmpty() && loss.recordedShare() < 1) {
            steps.add(new Step(
                    "Lift the limit of " + loss.throttle() + " on exceptions.",
                    "-XX:StartFlightRecording:settings=profile,jdk.JavaExceptionThrow#throttle=off"));
        }
        if (loss.truncatedStacks() > 0) {
            steps.add(new Step(
                    "Record deeper stacks: " + Words.count(loss.truncatedStacks(), "failure") + " had a cut one"
                            + (loss.stackDepth() > 0 ? " (depth " + loss.stackDepth() + ")." : "."),
                    "-XX:FlightRecorderOptions:stackdepth=256"));
        }
        if (loss.lostBytes() > 0) {
            steps.add(new Step(
                    "Give the recorder more memory: it dropped " + Words.count(loss.lostBytes(), "byte") + ".",
                    "-XX:FlightRecorderOptions:memorysize=64M"));
        }
        if (!loss.shutdownSeen()) {
            steps.add(new Step(
                    "Let the recording be written at exit, so that it holds the JVM's end.",
                    "-XX:StartFlightRecording:dumponexit=true,filename=app.jfr"));
        }
        return steps;
    }
}

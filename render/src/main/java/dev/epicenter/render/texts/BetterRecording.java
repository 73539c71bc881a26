package dev.epicenter.render.texts;

import dev.epicenter.model.DataLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How to record better next time: for each loss the setting that would have prevented it. */
public final class BetterRecording {
    private BetterRecording() {}

    /**
     * What to change.
     *
     * @param advice    one sentence
     * @param recording options of {@code -XX:StartFlightRecording} that do it
     * @param recorder  options of {@code -XX:FlightRecorderOptions} that do it
     */
    public record Step(String advice, List<String> recording, List<String> recorder) {
        private static Step recording(String advice, String option) {
            return new Step(advice, List.of(option), List.of());
        }

        private static Step recorder(String advice, String option) {
            return new Step(advice, List.of(), List.of(option));
        }
    }

    /** Steps for what is missing, the most important first; empty when nothing is. */
    public static List<Step> steps(DataLoss loss) {
        List<Step> steps = new ArrayList<>();
        if (loss.disabledEvents().stream().anyMatch(BetterRecording::isThrown)) {
            steps.add(Step.recording(
                    "Record exceptions: the default settings leave them off (JDK 17 and later take the option in the command).",
                    "exceptions=all"));
        }
        List<String> others = loss.disabledEvents().stream()
                .filter(e -> !isThrown(e))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            steps.add(new Step(
                    "Switch on the events that the analysis missed: " + String.join(", ", others) + ".",
                    others.stream().map(e -> e + "#enabled=true").toList(),
                    List.of()));
        }
        if (!loss.throttle().isEmpty() && loss.recordedShare() < 1) {
            steps.add(Step.recording(
                    "Lift the limit of " + loss.throttle() + " on exceptions.", "jdk.JavaExceptionThrow#throttle=off"));
        }
        if (loss.truncatedStacks() > 0) {
            steps.add(Step.recorder(
                    "Record deeper stacks: " + Words.count(loss.truncatedStacks(), "failure") + " had a cut one"
                            + (loss.stackDepth() > 0 ? " (depth " + loss.stackDepth() + ")." : "."),
                    "stackdepth=256"));
        }
        if (loss.lostBytes() > 0) {
            steps.add(Step.recorder(
                    "Give the recorder more memory: it dropped " + Words.count(loss.lostBytes(), "byte") + ".",
                    "memorysize=64M"));
        }
        if (!loss.shutdownSeen()) {
            steps.add(Step.recording(
                    "Let the recording be written at exit, so that it holds the JVM's end.", "dumponexit=true"));
        }
        return steps;
    }

    private static boolean isThrown(String event) {
        return event.contains("Exception") || event.contains("Error");
    }

    /** The one command that does all of the steps; empty when there are none. */
    public static String command(List<Step> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        String recording = joined(steps, Step::recording);
        String recorder = joined(steps, Step::recorder);
        return "java -XX:StartFlightRecording:settings=profile,filename=app.jfr"
                + (recording.isEmpty() ? "" : "," + recording)
                + (recorder.isEmpty() ? "" : " -XX:FlightRecorderOptions:" + recorder)
                + " …";
    }

    private static String joined(List<Step> steps, Function<Step, List<String>> options) {
        return steps.stream().flatMap(step -> options.apply(step).stream()).collect(Collectors.joining(","));
    }
}

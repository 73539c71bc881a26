package dev.epicenter.render.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.render.texts.BetterRecording.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetterRecordingTest {
    @Test
    void allThatIsMissingIsSwitchedOnByOneCommand() {
        List<Step> steps = List.of(
                new Step("Record exceptions.", List.of("exceptions=all"), List.of()),
                new Step("Record deeper stacks.", List.of(), List.of("stackdepth=256")),
                new Step("Switch on what was off.", List.of("jdk.A#enabled=true", "jdk.B#enabled=true"), List.of()));

        assertThat(BetterRecording.command(steps))
                .isEqualTo("java -XX:StartFlightRecording:settings=profile,filename=app.jfr,exceptions=all,"
                        + "jdk.A#enabled=true,jdk.B#enabled=true -XX:FlightRecorderOptions:stackdepth=256 …");
        assertThat(BetterRecording.command(List.of())).isEmpty();
    }
}

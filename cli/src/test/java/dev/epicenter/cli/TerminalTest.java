package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Terminal BOTH = Terminal.of(Map.of("EPICENTER_TTY", "12"));

    @Test
    void isWhatTheLauncherSays() {
        assertThat(Terminal.of(Map.of())).isEqualTo(Terminal.NONE);
        assertThat(Terminal.of(Map.of("EPICENTER_TTY", ""))).isEqualTo(Terminal.NONE);
        assertThat(Terminal.of(Map.of("EPICENTER_TTY", "2"))).isEqualTo(new Terminal(false, true));
        assertThat(BOTH).isEqualTo(new Terminal(true, true));
    }

    @Test
    void isColouredUnlessSomebodySaysNo() {
        assertThat(ColorChoice.AUTO.wants(BOTH, Map.of())).isTrue();
        assertThat(ColorChoice.AUTO.wants(BOTH, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(ColorChoice.AUTO.wants(BOTH, Map.of("TERM", "dumb"))).isFalse();
        assertThat(ColorChoice.AUTO.wants(Terminal.NONE, Map.of())).isFalse();
        assertThat(ColorChoice.ALWAYS.wants(Terminal.NONE, Map.of("NO_COLOR", "1")))
                .isTrue();
        assertThat(ColorChoice.NEVER.wants(BOTH, Map.of())).isFalse();
    }

    @Test
    void remembersAFullDiskButNotAReaderWhoHasSeenEnough() {
        assertThat(failureOf("No space left on device")).contains("No space left on device");
        assertThat(failureOf("Broken pipe")).isEmpty();
        assertThat(new StandardOutput(new ByteArrayOutputStream()).failure()).isEmpty();
    }

    private static java.util.Optional<String> failureOf(String message) {
        StandardOutput stdout = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
        stdout.writer().append("text").flush();
        return stdout.failure();
    }
}

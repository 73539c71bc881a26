package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes whose clocks differ, joined by their requests: the real pair of a sample, one of them recorded later than it was. */
class ClockOffsetTest {
    private static final Path RECORDINGS = Product.ROOT.resolve("samples/recordings/agent");

    /** Offsets in a chunk's header: its size, and the wall clock in nanoseconds at its start. JDK's ChunkHeader. */
    private static final int SIZE = 8;

    private static final int START = 32;

    @Test
    void isEstimatedAndTakenOut(@TempDir Path folder) throws Exception {
        Path shop = RECORDINGS.resolve("remote-call-17-shop.jfr.gz");
        Path stock = RECORDINGS.resolve("remote-call-17-stock.jfr.gz");
        Path late = folder.resolve("stock.jfr");
        Files.write(late, shifted(stock, Duration.ofMillis(7_300)));

        JsonNode together = report(shop, stock);
        JsonNode apart = report(shop, late);

        double before = clock(together).path("offsetMillis").asDouble();
        double after = clock(apart).path("offsetMillis").asDouble();
        double uncertain = clock(together).path("uncertaintyMillis").asDouble()
                + clock(apart).path("uncertaintyMillis").asDouble();
        assertThat(before - after).isBetween(7_300 - uncertain - 1, 7_300 + uncertain + 1);
        assertThat(clock(apart).path("uncertaintyMillis").asDouble()).isLessThan(100);
        assertThat(clock(apart).path("text").asText()).contains("ahead of");
        assertThat(types(apart)).isEqualTo(types(together)).contains("ShelfLockedException");
    }

    private static JsonNode clock(JsonNode report) {
        return report.path("processes").path(1).path("clock");
    }

    private static String types(JsonNode report) {
        StringBuilder types = new StringBuilder();
        report.path("incidents").path(0).path("chain").forEach(link -> types.append(
                        link.path("from").path("type").asText())
                .append(' ')
                .append(link.path("relation").asText())
                .append(' '));
        return types.toString();
    }

    private static JsonNode report(Path... recordings) throws Exception {
        Product.Run run = Product.here("analyze", recordings[0], recordings[1], "--format", "json", "--quiet");
        return new ObjectMapper().readTree(run.out());
    }

    private static byte[] shifted(Path recording, Duration by) throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(recording))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            for (int chunk = 0; chunk < bytes.capacity(); chunk += (int) bytes.getLong(chunk + SIZE)) {
                bytes.putLong(chunk + START, bytes.getLong(chunk + START) + by.toNanos());
            }
            return bytes.array();
        }
    }
}

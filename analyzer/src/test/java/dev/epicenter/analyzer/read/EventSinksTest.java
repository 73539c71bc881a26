package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.flightrecorder.jdk.JdkTypeIDs;

class EventSinksTest {
    @Test
    void readsTheTypesThatHaveASink() throws Exception {
        ChunkFile file = new ChunkFile("none", java.nio.file.Path.of("none"), false);
        EventSinks sinks = new EventSinks(new ChunkScope(new Tallies(), new ChunkRef(file, 0, 68, 2, 0, 0)));
        List<String> types = new ArrayList<>(List.of(
                "jdk.VirtualThreadStart",
                "jdk.VirtualThreadEnd",
                "jdk.VirtualThreadPinned",
                "jdk.VirtualThreadSubmitFailed",
                "com.acme.Custom"));
        for (Field constant : JdkTypeIDs.class.getFields()) {
            types.add((String) constant.get(null));
        }

        assertThat(types)
                .hasSizeGreaterThan(100)
                .filteredOn(t -> !t.equals(JdkTypeIDs.MODULE_EXPORT))
                .allSatisfy(t -> assertThat(EventSinks.reads(t)).isEqualTo(sinks.of(t, List.of()) != null));
    }
}

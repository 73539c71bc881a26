package dev.epicenter.render;

import dev.epicenter.model.Diagnosis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reports of diagnoses that no recording of ours has, for tests in a browser and for people who want to look at them. */
public final class SamplePages {
    private static final SortedMap<String, Supplier<Diagnosis>> ALL = new TreeMap<>(Map.of(
            "agent", AgentSample::observed,
            "days", Samples::severalDays,
            "empty", Samples::empty,
            "healthy", Samples::healthy,
            "hostile", () -> Samples.hostile("</script><img src=x onerror=alert(1)>"),
            "incident", Samples::incident,
            "insufficient", Samples::insufficient,
            "oom", Samples::outOfMemory,
            "services", Samples::twoServices,
            "storm", Samples::storm));

    private SamplePages() {}

    /** Writes all of them, each as NAME.html. */
    public static void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, Supplier<Diagnosis>> page : ALL.entrySet()) {
                Files.writeString(
                        folder.resolve(page.getKey() + ".html"),
                        Rendered.as(Format.HTML, page.getValue().get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

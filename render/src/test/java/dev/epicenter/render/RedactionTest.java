package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.render.texts.DiagnosisTexts;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactionTest {
    /** By reflection, so that a string added to the model later is not forgotten. */
    @Test
    void reachesEveryStringOfTheModel() throws ReflectiveOperationException {
        Diagnosis marked = new DiagnosisTexts(s -> "#", s -> "#").apply(Filled.with(place -> place));
        List<String> strings = new ArrayList<>();
        collect(marked, strings);
        assertThat(strings).hasSizeGreaterThan(100).containsOnly("#");
    }

    private static void collect(Object value, List<String> strings) throws ReflectiveOperationException {
        if (value instanceof String text) {
            strings.add(text);
        } else if (value instanceof Collection<?> all) {
            for (Object element : all) {
                collect(element, strings);
            }
        } else if (value instanceof Map<?, ?> map) {
            collect(map.keySet(), strings);
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            collect(optional.get(), strings);
        } else if (value instanceof FailureGraph graph) {
            collect(List.of(graph.failures(), graph.series(), graph.links()), strings);
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(component.getAccessor().invoke(value), strings);
            }
        }
    }

    @Test
    void hidesASecretInEveryTextAndFormat() throws java.io.IOException {
        Diagnosis leaky = new DiagnosisTexts(s -> "password=hunter2 " + s, s -> s).apply(Samples.incident());
        for (Format format : Format.values()) {
            assertThat(Rendered.as(format, leaky)).doesNotContain("hunter2");
        }
        assertThat(Rendered.as(Format.TEXT, leaky)).contains("password=«password-1»");
        assertThat(Rendered.as(Format.TEXT, Samples.incident())).contains("2 different secrets were hidden");
        assertThat(Rendered.as(Format.TEXT, Samples.incident(), Rendered.OPTIONS.withRedact(false)))
                .contains("Redaction was turned off");
    }
}

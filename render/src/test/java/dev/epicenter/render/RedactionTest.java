package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.render.redact.Redaction;
import dev.epicenter.render.texts.DiagnosisTexts;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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
            collect(map.values(), strings);
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

    /**
     * A different secret in every place of the model, alone and within text; none may be in any form, nor any longer piece of
     * one, nor in a chart. Also guards places that are added to the model later.
     */
    @Test
    void letsNoSecretOutOfAnyPlaceOfTheModel() throws IOException {
        Map<String, String> secrets = new TreeMap<>();
        Diagnosis leaky = Filled.with(place -> {
            String digest = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString();
            String secret = "ghp_" + digest.replace("-", "") + "abcd";
            secrets.put(place, secret);
            return place.hashCode() % 2 == 0 ? secret : place + " password=" + secret + ", user=x";
        });
        Renderer renderer = new Renderer(leaky, Rendered.OPTIONS);
        Map<String, String> outputs = new TreeMap<>();
        for (Format format : Format.values()) {
            StringWriter out = new StringWriter();
            renderer.write(format, false, out);
            outputs.put(format.id(), out.toString());
        }
        renderer.charts()
                .forEach(chart -> outputs.put(
                        "chart " + chart.id(),
                        chart.svgFile() + chart.svg() + chart.rows() + chart.title() + chart.id()));
        assertThat(outputs).hasSizeGreaterThan(Format.values().length);
        assertThat(secrets).hasSizeGreaterThan(75);
        outputs.forEach((name, output) -> assertThat(secrets).as(name).noneSatisfy((place, secret) -> assertThat(output)
                .contains(secret.substring(8, 24))));
    }

    /** The same with what only its name gives away. */
    @Test
    void hidesWhatIsNamedASecretInTheEnvironment() throws IOException {
        Diagnosis filled = Filled.with(place -> switch (place) {
            case "Environment.properties", "Environment.flags" -> "javax.net.ssl.keyStorePassword";
            default -> place;
        });
        assertThat(filled.analysis().environment().properties()).containsKey("javax.net.ssl.keyStorePassword");
        assertThat(Rendered.as(Format.JSON, filled)).contains("\"javax.net.ssl.keyStorePassword\": \"«secret-1»\"");
    }

    @Test
    void hidesASecretInEveryTextAndFormat() throws IOException {
        Diagnosis leaky = new DiagnosisTexts(s -> "password=hunter2 " + s, s -> s).apply(Samples.incident());
        for (Format format : Format.values()) {
            assertThat(Rendered.as(format, leaky)).doesNotContain("hunter2");
        }
        assertThat(Rendered.as(Format.TEXT, leaky)).contains("password=«password-1»");
        assertThat(Rendered.as(Format.TEXT, Samples.incident())).contains("2 different secrets were hidden");
        assertThat(Rendered.as(Format.TEXT, Samples.incident(), Rendered.OPTIONS.withRedaction(Redaction.OFF)))
                .contains("Redaction was turned off");
    }
}

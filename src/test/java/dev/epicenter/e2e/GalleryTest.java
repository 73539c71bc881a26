package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the rules say of programs that fail in many ways each, and that they say nothing of those that are well. */
class GalleryTest {
    private static final Path GALLERY = Product.ROOT.resolve("samples/gallery");
    private static final Path RECORDINGS = GALLERY.resolve("recordings");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicContainer> areSeen() throws IOException {
        JsonNode expected = JSON.readTree(GALLERY.resolve("expected.json").toFile());
        return Product.files(RECORDINGS, ".jfr.gz").stream().map(recording -> {
            List<Findings.Said> said = Findings.of(List.of(recording));
            List<DynamicTest> tests = new ArrayList<>();
            for (JsonNode pair : expected.path(programOf(recording))) {
                if (pair.has(2)
                        && !recording.toString().contains("-" + pair.path(2).asText() + ".")) {
                    continue; // only on that JDK
                }
                String rule = pair.path(0).asText();
                Pattern summary = Pattern.compile(pair.path(1).asText());
                tests.add(DynamicTest.dynamicTest(rule + ": " + summary, () -> assertThat(said)
                        .anyMatch(s -> s.rule().equals(rule)
                                && summary.matcher(s.summary()).find())));
            }
            return DynamicContainer.dynamicContainer(recording.getFileName().toString(), tests);
        });
    }

    @TestFactory
    Stream<DynamicTest> areNotSeenWhereAllIsWell() throws IOException {
        Set<String> rules = rulesOfGallery();
        List<Path> healthy = new ArrayList<>(Product.files(Product.ROOT.resolve("samples/recordings"), ".jfr"));
        healthy.addAll(Product.files(RECORDINGS, ".jfr.gz"));
        healthy.addAll(Product.files(Product.ROOT.resolve("samples/recordings/agent"), ".jfr.gz"));
        healthy.removeIf(file -> !file.getFileName().toString().startsWith("healthy"));
        assertThat(healthy).hasSizeGreaterThanOrEqualTo(8);
        healthy.addAll(Product.files(Product.ROOT.resolve("analyzer/src/test/resources/recordings"), ".jfr"));
        return healthy.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> assertThat(Findings.of(List.of(file)))
                                .filteredOn(s -> rules.contains(s.rule()))
                                .isEmpty()));
    }

    private static String programOf(Path recording) {
        String name = recording.getFileName().toString();
        return name.substring(0, name.lastIndexOf('-'));
    }

    private static Set<String> rulesOfGallery() throws IOException {
        Set<String> rules = new TreeSet<>();
        for (JsonNode program : JSON.readTree(GALLERY.resolve("expected.json").toFile())) {
            program.forEach(pair -> rules.add(pair.path(0).asText()));
        }
        return rules;
    }
}

package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.readers.DotReader;
import dev.epicenter.render.readers.JunitReader;
import dev.epicenter.render.readers.MarkdownReader;
import dev.epicenter.render.readers.OpenMetricsReader;
import dev.epicenter.render.readers.OtlpReader;
import dev.epicenter.render.readers.Readers;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every format is taken by a reader that is not ours, whatever the diagnosis holds. Two have theirs in a browser: the end-to-end
 * tests open HTML and Mermaid.
 */
class FormatsTest {
    /** What means something to HTML, scripts, XML, Markdown, Mermaid, Graphviz, terminals, JSON or a tracker. */
    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "]]><!--&amp;&#0;&lt; \u0000\u0001\u000b\ufffe\ud800",
            "\u001b]0;owned\u0007\u001b[2J\u009b\r\u202e\u2066\u2028\u2029\u0085",
            "`` ``` | \\| [x](javascript:alert(1)) ![x](http://x/y) <b> www.evil.example https://evil.example",
            "\n# title\n- item\n\n```\n| a | b |\n---\n1. x",
            "1. @someone #123 GH-1 :+1: $$x$$ ~~x~~ __x__ **x** - + * > = #",
            "\"]; evil -> node [URL=\"javascript:alert(1)\"] \\ \\N \\G %%{init: {}}%% end; click f0 call alert()",
            "a;b 7 c\\\" \\n {x=\"y\"} # EOF\n# TYPE x counter",
            "\ud83d\ude00 \u00e9\u0301 \u4e2d\u6587 ${jndi:ldap://x} {{7*7}} %s %n ../../etc/passwd");

    private static Map<String, Diagnosis> diagnoses() {
        Map<String, Diagnosis> all = new LinkedHashMap<>();
        all.put("an incident", Samples.incident());
        all.put("health", Samples.healthy());
        all.put("insufficient data", Samples.insufficient());
        all.put("nothing", Samples.empty());
        all.put("no memory", Samples.outOfMemory());
        all.put("every place of the model", Filled.with(place -> place));
        HOSTILE.forEach(bad -> all.put("every place hostile: " + bad, Filled.with(place -> bad + place + bad)));
        all.put("hostile and long", Samples.hostile("\"<x>\u0001".repeat(1 << 13)));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> areReadBySomebodyElse() {
        return diagnoses().entrySet().stream()
                .map(diagnosis -> dynamicTest(diagnosis.getKey(), () -> {
                    Renderer renderer = new Renderer(diagnosis.getValue(), Rendered.OPTIONS);
                    for (Format format : Format.values()) {
                        StringWriter document = new StringWriter();
                        renderer.write(format, false, document);
                        Readers.read(format, document.toString());
                    }
                }));
    }

    @Test
    void stayBoundedInAStorm() throws IOException {
        Renderer renderer = new Renderer(Samples.storm(), Rendered.OPTIONS);
        for (Format format : Format.values()) {
            StringWriter document = new StringWriter();
            renderer.write(format, false, document);
            assertThat(document.getBuffer().length()).as(format.id()).isLessThan(32_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameForTheSameDiagnosis(Format format) throws IOException {
        assertThat(Rendered.as(format, Samples.incident())).isEqualTo(Rendered.as(format, Samples.incident()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "MARKDOWN",
                "SARIF",
                "JUNIT",
                "DOT",
                "MERMAID",
                "COLLAPSED",
                "SPEEDSCOPE",
                "PROMETHEUS",
                "OTLP_JSON"
            })
    void matchesTheGoldenFile(Format format) throws IOException {
        Golden.assertMatches("incident." + format.id(), Rendered.as(format, Samples.incident()));
    }

    @Test
    void drawsHostileTextAsItIs() throws IOException {
        String bad = "\"]; \\N &lt; <b> x";
        assertThat(DotReader.texts(Rendered.as(Format.DOT, Samples.hostile(bad))))
                .anyMatch(text -> text.contains("\"]; \\N &lt; <b> x"));
    }

    @Test
    void keepsTheOutlineOfMarkdownWhateverTheTextHolds() throws IOException {
        List<String> outline = MarkdownReader.outline(Rendered.as(Format.MARKDOWN, Samples.hostile("x")));
        for (String bad : HOSTILE) {
            assertThat(MarkdownReader.outline(Rendered.as(Format.MARKDOWN, Samples.hostile(bad))))
                    .as(bad)
                    .isEqualTo(outline);
        }
    }

    @Test
    void mentionsNobodyInATicket() throws IOException {
        assertThat(Rendered.as(Format.MARKDOWN, Samples.hostile("@someone #12 "))
                        .replaceAll("`+[^`]+`+", ""))
                .doesNotContain("@someone", "#12");
    }

    @Test
    void failsInAListOfTestsWhatFailedInTheRecording() throws IOException {
        List<ReportTestSuite> incident = JunitReader.read(Rendered.as(Format.JUNIT, Samples.incident()));
        assertThat(incident)
                .extracting(ReportTestSuite::getFullClassName)
                .containsExactly("epicenter", "epicenter.incidents", "epicenter.findings", "epicenter.rules");
        assertThat(incident).extracting(ReportTestSuite::getNumberOfTests).containsExactly(1, 2, 2, 3);
        assertThat(incident).extracting(ReportTestSuite::getNumberOfFailures).containsExactly(1, 2, 1, 0);
        List<ReportTestSuite> healthy = JunitReader.read(Rendered.as(Format.JUNIT, Samples.healthy()));
        assertThat(healthy).extracting(ReportTestSuite::getNumberOfTests).containsExactly(1);
        assertThat(healthy).extracting(ReportTestSuite::getNumberOfFailures).containsExactly(0);
        List<ReportTestSuite> insufficient = JunitReader.read(Rendered.as(Format.JUNIT, Samples.insufficient()));
        assertThat(insufficient).extracting(ReportTestSuite::getNumberOfErrors).containsExactly(1);
    }

    @Test
    void countsInMetricsWhatWasCounted() throws IOException {
        assertThat(OpenMetricsReader.read(Rendered.as(Format.PROMETHEUS, Samples.incident())))
                .contains(
                        "epicenter_verdict [('verdict', 'incident')] 1",
                        "epicenter_failures_total [('type', 'java.net.SocketTimeoutException')] 23401",
                        "epicenter_exceptions_thrown_total [] 61000");
        assertThat(OpenMetricsReader.read(Rendered.as(Format.PROMETHEUS, Samples.storm())))
                .hasSizeLessThan(120);
    }

    @Test
    void handsTheChainOnInLogRecords() throws IOException {
        var records = OtlpReader.read(Rendered.as(Format.OTLP_JSON, Samples.incident()))
                .getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecordsList();
        var execution = records.stream()
                .filter(r -> r.getBody().getStringValue().startsWith("java.util.concurrent.ExecutionException"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> attributes = new TreeMap<>();
        execution
                .getAttributesList()
                .forEach(a -> attributes.put(
                        a.getKey(),
                        a.getValue().hasIntValue()
                                ? a.getValue().getIntValue()
                                : a.getValue().getStringValue()));
        assertThat(attributes)
                .containsEntry("exception.type", "java.util.concurrent.ExecutionException")
                .containsEntry("thread.name", "http-nio-8080-exec-7")
                .containsEntry("epicenter.failure.relation", "async")
                .containsEntry("epicenter.failure.parent_id", 3L)
                .containsEntry("epicenter.incident.id", "incident-1");
        assertThat(String.valueOf(attributes.get("exception.stacktrace")))
                .startsWith("java.util.concurrent.ExecutionException: com.acme.shop.stock.StockException")
                .contains("\n\tat com.acme.shop.order.OrderService.reserve(OrderService.java:131)");
        assertThat(execution.getTimeUnixNano()).isEqualTo(1_794_650_582_190_000_000L);
    }
}

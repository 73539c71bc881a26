package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.facts.CrashFacts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static String html(Diagnosis diagnosis) throws IOException {
        return Rendered.as(Format.HTML, diagnosis);
    }

    @Test
    void answersOnTheFirstScreen() throws IOException {
        String page = html(Samples.incident());
        String first = page.substring(0, page.indexOf("class=\"contents\""));
        assertThat(first)
                .contains("214 requests failed", "java.lang.NumberFormatException", "For input string: \"12O\"")
                .contains("com.acme.shop.stock.StockFile.quantity:88", "stock-loader-2", "10:03:02.104", "86 %")
                .contains("async, inferred 92 %", "began here", "seen here", "What to do first", "What is missing");
    }

    @Test
    void isAsUsefulWithoutAnIncident() throws IOException {
        assertThat(html(Samples.healthy()))
                .contains(
                        "Nothing failed that this recording could show", "SocketTimeoutException", "Background noise");
        assertThat(html(Samples.insufficient()))
                .contains("This recording cannot tell what failed", "exceptions=all", "What to do first");
        assertThat(html(Samples.empty())).contains("The recording holds no failure.");
    }

    @Test
    void showsAnIncidentWithoutLinksOrStack() throws IOException {
        assertThat(html(Samples.outOfMemory()))
                .contains(
                        "began and was seen here",
                        "the JVM itself",
                        "unknown thread",
                        "where it began is what was seen");
    }

    @Test
    void showsWhatACrashLogSays() throws IOException {
        assertThat(html(Samples.crash()))
                .contains("<a href=\"#crash\">Crash log</a>", "<section id=\"crash\">")
                .contains(CrashFacts.of(Samples.crash().analysis().crashes().get(0)).stream()
                        .map(CrashFacts.Row::name)
                        .map(name -> "<dt>" + name + "</dt>")
                        .toList());
        assertThat(html(Samples.incident())).doesNotContain("id=\"crash\"");
        assertThat(Rendered.as(Format.MARKDOWN, Samples.crash())).contains("## Crash log ", "| stack | `");
    }

    @Test
    void allowsExactlyItsOwnStyleAndScript() throws IOException, NoSuchAlgorithmException {
        String page = html(Samples.incident());
        assertThat(page).contains("default-src &#39;none&#39;").contains(hash(page, "style"), hash(page, "script"));
        assertThat(page).doesNotContain(" style=").doesNotContainPattern("(?i)<[^>]* on[a-z]+=");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    private static String hash(String page, String tag) throws NoSuchAlgorithmException {
        Matcher body = Pattern.compile("<" + tag + "(?: type=\"module\")?>(.*?)</" + tag + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(body.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(body.group(1).getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    /** Same tags with hostile texts as with harmless ones: nothing broke out of its place. */
    @Test
    void keepsHostileTextInItsPlace() throws IOException {
        for (String bad : new String[] {
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "\"' onmouseover=alert(1) x='",
            "</title></style><svg onload=alert(1)>",
            "javascript:alert(1)",
            "${7*7}",
            "<!--",
            "]]>",
            "\u202eabc\u0000\u001b[31m"
        }) {
            String page = html(Samples.hostile(bad));
            assertThat(tags(page)).as(bad).isEqualTo(tags(html(Samples.hostile("harmless text"))));
            assertThat(page).doesNotContain("<img", "\u202e", "\u0000", "\u001b");
        }
    }

    private static Map<String, Integer> tags(String page) {
        Map<String, Integer> tags = new TreeMap<>();
        String body = page.replaceAll("(?s)<style>.*?</style>|<script type=\"module\">(.*?)</script>", "")
                .replaceAll("(?s)<svg aria-hidden.*?</svg>", "")
                // Where a line may break depends on the text.
                .replace("<wbr>", "")
                // Written by whoever wrote the rule, in Markdown: other text has other markup.
                .replaceAll("(?s)<details class=\"rulePage\">.*?</details>", "");
        Matcher tag = Pattern.compile("</?[a-zA-Z!][a-zA-Z0-9]*").matcher(body);
        while (tag.find()) {
            tags.merge(tag.group(), 1, Integer::sum);
        }
        return tags;
    }

    @Test
    void saysOfAFindingWhatItsRuleIsAbout() throws IOException {
        String page = html(Samples.incident());
        assertThat(page)
                .contains("<h4><bdi>What to do</bdi></h4>", "<em><bdi>stopped</bdi></em>", "<code>run</code>")
                .contains("<bdi>the other rule</bdi>", "/* &lt;b&gt;never&lt;/b&gt; throws */")
                .doesNotContain("lost-cause.md");
    }

    @Test
    void needsNoMoreMemoryThanASmallHeap() throws IOException, InterruptedException {
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StormPage.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("10000 failures rendered");
        assertThat(small.waitFor()).isZero();
    }

    /** Renders ten thousand failures, in a JVM of its own. */
    static final class StormPage {
        private StormPage() {}

        public static void main(String[] arguments) throws IOException {
            Diagnosis storm = Samples.storm();
            try (Writer out = Writer.nullWriter()) {
                new Renderer(storm, Rendered.OPTIONS).write(Format.HTML, false, out);
            }
            System.out.println(storm.analysis().graph().failures().size() + " failures rendered");
        }
    }

    @Test
    void cutsHugeTexts() throws IOException {
        String page = html(Samples.hostile("A".repeat(1 << 20)));
        assertThat(page.length()).isLessThan(2_000_000);
        assertThat(page).contains("more characters");
    }

    @Test
    void staysUsableWithTenThousandFailures() throws IOException {
        String page = html(Samples.storm());
        assertThat(page.length()).isLessThan(4_000_000);
        assertThat(page)
                .contains(
                        "The first 60 of 2,500 are listed", "275 more incidents", "steps in the middle are not drawn");
    }

    @Test
    void isSmallForAnOrdinaryIncident() throws IOException {
        assertThat(html(Samples.incident()).length()).isLessThan(400_000);
    }

    @Test
    void hidesSecretsEverywhere() throws IOException {
        assertThat(html(Samples.incident()))
                .doesNotContain("hunter2", "ops@acme")
                .contains("«email-1»", "2 different secrets");
    }

    @Test
    void isTheSameFromRunToRun() throws IOException {
        for (Format format : Format.values()) {
            assertThat(Rendered.as(format, Samples.incident())).isEqualTo(Rendered.as(format, Samples.incident()));
        }
    }

    @Test
    void writesPagesToLookAt() {
        Path folder = Path.of("target/pages");
        SamplePages.write(folder);
        assertThat(folder.resolve("agent.html")).isNotEmptyFile();
    }
}

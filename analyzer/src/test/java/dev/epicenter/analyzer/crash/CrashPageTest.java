package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/crashes.md to the library of patterns. {@code -Dgolden.update=true} writes it. */
class CrashPageTest {
    private static final Path PAGE = Path.of("../docs/crashes.md");
    private static final String BEGIN = "<!-- made from the patterns -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void describesEveryPattern() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String now = page.substring(0, from) + patterns() + page.substring(to);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, now);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    private static String patterns() {
        return section("Native code", NativePatterns.all())
                + section("Files and memory outside the heap", FilePatterns.all())
                + section("The virtual machine and its collectors and compilers", VmPatterns.all())
                + section("Memory, threads and other limits", MemoryPatterns.all())
                + section("Known bugs of the JDK", KnownBugs.all());
    }

    private static String section(String title, List<CrashPattern> patterns) {
        return "\n## " + title + "\n"
                + patterns.stream().map(CrashPageTest::entry).collect(Collectors.joining());
    }

    private static String entry(CrashPattern p) {
        String signs = p.signs().stream()
                .map(s -> "- " + s.text() + (s.needed() ? "" : " (makes it surer)") + "\n")
                .collect(Collectors.joining());
        String sources = p.sources().stream()
                .map(s -> s.startsWith("JDK-")
                        ? "[" + s + "](https://bugs.openjdk.org/browse/" + s + ")"
                        : s.startsWith("https") ? "<" + s + ">" : "`" + s + "`")
                .collect(Collectors.joining(", "));
        return "\n### " + p.id() + "\n\n**" + p.title() + ".**"
                + (p.general() ? " Said only where nothing more specific fits." : "")
                + "\n\n" + signs + "\n" + words(p.explanation()) + "\n\n**What to do.** " + words(p.remedy())
                + "\n\nKnown from " + sources + ".\n";
    }

    /** Placeholders as names. */
    private static String words(String text) {
        return text.replaceAll("\\{([a-z]+)\\}", "*$1*")
                .replace("<pid>", "\\<pid>")
                .replace("<user>", "\\<user>");
    }
}

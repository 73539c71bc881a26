package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/cli.md to what the product prints. {@code -Dgolden.update=true} writes it. */
class CommandPageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");

    /** A console block that starts with a command and goes on with its output. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```console\n\\$ epicenter ([^\n]*)\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsWhatHelpPrints() throws Exception {
        String page = Files.readString(PAGE);
        String now = EXAMPLE.matcher(page).replaceAll(CommandPageTest::withItsOutput);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, now);
        }

        assertThat(EXAMPLE.matcher(page).results()).hasSize(12);
        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    private static String withItsOutput(MatchResult example) {
        String output = Run.of(example.group(1).split(" ")).out();
        return Matcher.quoteReplacement("```console\n$ epicenter " + example.group(1) + "\n" + output + "```");
    }
}

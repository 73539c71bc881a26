package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is told of thousands of pairs is written by hand; it says what a formatter or a regular expression would. */
class WordsOfPairsTest {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|\\[[^\\]]*\\]");
    private static final Pattern WITH_DIGIT = Pattern.compile("(?<!\\bcode:? )(?<!\\bstatus:? )(?<!\\S)\\S*\\d\\S*");
    private static final String[] PIECES = {
        "code", "status", "code:", "status:", " ", " ", "  ", "\t", "\n", "7", "404", "order-7", "a", "barcode",
        "_code", "x9y", "'q 1'"
    };

    private final Random random = new Random(7);

    private static Failure failure(Instant at, String message) {
        return new Failure(0, 0, at, "T", Optional.of(message), StackTrace.EMPTY, new ThreadRef(1, "main", false));
    }

    @Test
    void aKindOfMessageIsWhatARegularExpressionLeaves() {
        for (int n = 0; n < 5_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String unquoted = QUOTED.matcher(text).replaceAll("?");

            assertThat(MessageKind.of(failure(Instant.EPOCH, text.toString())))
                    .isEqualTo("T\n" + WITH_DIGIT.matcher(unquoted).replaceAll("#"));
        }
    }

    @Test
    void timesAreRoundedAsAFormatterDoes() {
        for (int n = 0; n < 5_000; n++) {
            long nanos = Math.round(Math.pow(10, random.nextDouble() * 11));
            Failure earlier = failure(Instant.ofEpochSecond(1_700_000_000L, 123_456_789), "a");
            Failure later = failure(earlier.at().plusNanos(nanos), "b");

            assertThat(Lapse.millis(earlier, later)).isEqualTo(String.format(Locale.ROOT, "%.0f", nanos / 1e6));
            assertThat(Lapse.tenthsOfMillis(earlier, later)).isEqualTo(String.format(Locale.ROOT, "%.1f", nanos / 1e6));
            assertThat(Lapse.tenthsOfSeconds(earlier, later))
                    .isEqualTo(String.format(Locale.ROOT, "%.1f", nanos / 1e9));
        }
    }
}

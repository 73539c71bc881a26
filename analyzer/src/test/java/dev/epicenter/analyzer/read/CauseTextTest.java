package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseTextTest {
    private static List<String> candidates(String message) {
        List<String> found = new ArrayList<>();
        CauseText.search(message, (type, rest) -> {
            found.add(type + "|" + rest);
            return false;
        });
        return found;
    }

    @Test
    void findsTheWholeMessage() {
        assertThat(candidates("java.io.IOException: disk")).containsExactly("java.io.IOException|disk");
        assertThat(candidates("java.io.IOException")).containsExactly("java.io.IOException|null");
    }

    @Test
    void findsTheTail() {
        assertThat(candidates("cannot load: java.io.IOException: disk: full"))
                .containsExactly("java.io.IOException|disk: full");
    }

    @Test
    void findsEachLevelOfSeveral() {
        assertThat(candidates("a.B: c.D: e")).containsExactly("a.B|c.D: e", "c.D|e");
    }

    @Test
    void passesByWhatIsNoClassName() {
        assertThat(candidates("order 17 failed: no stock")).isEmpty();
        assertThat(candidates("")).isEmpty();
        assertThat(candidates("...:: .a. 12.5: x")).isEmpty();
    }
}

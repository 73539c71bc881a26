package dev.epicenter.render.texts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void showsWhatIsInvisible() {
        assertThat(VisibleText.show("a\u001b[31mb\u202ec\u0000\u0085\u2066\ufeff\u2028", 100))
                .isEqualTo("a\\u001b[31mb\\u202ec\\u0000\\u0085\\u2066\\ufeff\\u2028");
    }

    @Test
    void leavesLineEndsTabsAndOtherScriptsAlone() {
        assertThat(VisibleText.show("a\nb\tç 漢 😀 «x»", 100)).isEqualTo("a\nb\tç 漢 😀 «x»");
        assertThat(VisibleText.show("a\r\nb\rc", 100)).isEqualTo("a\nb\\u000dc");
    }

    @Test
    void cutsBetweenCharactersAndCountsTheRest() {
        assertThat(VisibleText.show("ab😀cd", 3)).isEqualTo("ab… (4 more characters)");
        assertThat(VisibleText.show("\ud83d", 9)).isEqualTo("\\ud83d");
    }
}

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

    @Test
    void leavesOutWhatIsNewInEveryRun() {
        assertThat(VisibleText.withoutNumbers("at a.Orders$$Lambda$87+0x00007fd79800d490.603443293.get:5, a.B$C"))
                .isEqualTo("at a.Orders$$Lambda.get:5, a.B$C");
        assertThat(VisibleText.withoutNumbers("a.Orders$$Lambda+0x00007fd79800d490/603443293"))
                .isEqualTo("a.Orders$$Lambda");
        assertThat(VisibleText.withoutNumbers("a.Orders$$Lambda$12.41903949.run"))
                .isEqualTo("a.Orders$$Lambda.run");
        assertThat(VisibleText.withoutNumbers("a.Hidden+0x00000008000c4000.1828972342.call"))
                .isEqualTo("a.Hidden.call");
        assertThat(VisibleText.withoutNumbers("flag +0x1 of lambda$place$0")).isEqualTo("flag +0x1 of lambda$place$0");
    }
}

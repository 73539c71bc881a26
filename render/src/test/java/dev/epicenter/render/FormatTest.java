package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void isFoundByNameAndByFileName() {
        assertThat(Format.byName("JSON")).contains(Format.JSON);
        assertThat(Format.byName("md")).contains(Format.MARKDOWN);
        assertThat(Format.byName("pdf")).isEmpty();
        assertThat(Format.byFileName("out/report.HTML")).contains(Format.HTML);
        assertThat(Format.byFileName("a.b.txt")).contains(Format.TEXT);
        assertThat(Format.byFileName("a.sarif")).contains(Format.SARIF);
        assertThat(Format.byFileName("a.sarif.json")).contains(Format.SARIF);
        assertThat(Format.byFileName("a.speedscope.json")).contains(Format.SPEEDSCOPE);
        assertThat(Format.byFileName("otlp.json")).contains(Format.JSON);
        assertThat(Format.byFileName("TEST-a.xml")).contains(Format.JUNIT);
        assertThat(Format.byFileName("html")).isEmpty();
        assertThat(Format.byFileName("report.pdf")).isEmpty();
    }
}

package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines as flame-graph programs split them; the end-to-end tests have speedscope read them too. */
final class CollapsedReader {
    private CollapsedReader() {}

    static void read(String document) {
        assertThat(document.lines()).allMatch(line -> line.matches("[^\\s;]+(?:;[^\\s;]+)* [1-9][0-9]*"));
    }
}

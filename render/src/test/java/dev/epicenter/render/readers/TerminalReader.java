package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

/** What a terminal would do with a text beyond showing it. */
final class TerminalReader {
    private TerminalReader() {}

    static void read(String document) {
        assertThat(document.codePoints().filter(c -> c != '\n').filter(TerminalReader::isCommand))
                .isEmpty();
    }

    private static boolean isCommand(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}

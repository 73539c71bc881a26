package com.acme.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads stop word files. */
final class StopWords {
    private StopWords() {}

    static List<String> load(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}

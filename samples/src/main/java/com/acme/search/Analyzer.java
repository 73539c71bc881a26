package com.acme.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits a text into words worth searching for. */
final class Analyzer {
    private final Set<String> stopWords;

    Analyzer(Set<String> stopWords) {
        this.stopWords = stopWords;
    }

    List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split(" ")).stream()
                .filter(word -> !stopWords.contains(word))
                .toList();
    }
}

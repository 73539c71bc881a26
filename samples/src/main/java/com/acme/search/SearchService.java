package com.acme.search;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Searches in the customer's language, with synonyms where there are some. */
final class SearchService {
    private final Map<String, String> synonyms = Map.of("red shoe 1", "red sneaker");
    private final SearchIndex english;
    private final SearchIndex german;

    SearchService(SearchIndex english, SearchIndex german) {
        this.english = english;
        this.german = german;
    }

    int search(String language, String query) {
        SearchIndex index = language.equals("de") ? german : english;
        return index.hits(expand(query));
    }

    private String expand(String query) {
        try {
            return Optional.ofNullable(synonyms.get(query)).orElseThrow();
        } catch (NoSuchElementException e) {
            return query;
        }
    }
}

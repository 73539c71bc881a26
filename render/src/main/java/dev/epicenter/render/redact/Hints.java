package dev.epicenter.render.redact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that hint at secrets. One pass over a text tells which are in it and where, so that a text without any costs next
 * to nothing: trying a hundred patterns on each of ten thousand messages would take longer than reading the recording.
 */
final class Hints {
    private static final int CODES = 1 << 13;
    private static final int ASCII = 128;
    private static final int[] NONE = {};

    private static final Word[] NO_WORDS = {};

    private final Word[][] byCode = new Word[CODES][];

    /** A hint and the shapes, by position, that it hints at. */
    private record Word(String text, int[] shapes) {}

    Hints(List<SecretShape> shapes) {
        Arrays.fill(byCode, NO_WORDS);
        Map<String, int[]> byHint = new HashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            for (String hint : shapes.get(i).hints()) {
                byHint.merge(hint, new int[] {i}, Hints::joined);
            }
        }
        byHint.forEach((text, indices) -> add(new Word(text, indices)));
    }

    private static int[] joined(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private void add(Word word) {
        String text = word.text();
        if (text.length() > 2) {
            add(word, code(text.charAt(0), text.charAt(1), text.charAt(2)));
            return;
        }
        for (int third = 0; third < ASCII; third++) {
            add(word, code(text.charAt(0), text.charAt(1), third));
        }
    }

    private void add(Word word, int code) {
        Word[] all = Arrays.copyOf(byCode[code], byCode[code].length + 1);
        all[all.length - 1] = word;
        byCode[code] = all;
    }

    private static int code(int first, int second, int third) {
        return (first * 961 + second * 31 + third) & (CODES - 1);
    }

    /** Where the hints of each shape are in a text. */
    static final class Found {
        private final Map<Integer, Positions> byShape = new HashMap<>();

        /** Those of one shape, ascending. */
        int[] of(int shape) {
            Positions positions = byShape.get(shape);
            return positions == null ? NONE : Arrays.copyOf(positions.all, positions.count);
        }

        private void add(Word word, int at) {
            for (int shape : word.shapes()) {
                byShape.computeIfAbsent(shape, s -> new Positions()).add(at);
            }
        }
    }

    /** Grows. */
    private static final class Positions {
        private int[] all = new int[4];
        private int count;

        /** Adds one that is not before the last; two hints of one shape may begin at one place. */
        void add(int at) {
            if (count > 0 && all[count - 1] == at) {
                return;
            }
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = at;
        }
    }

    /** Looks through a text; capital and small letters of ASCII are the same. */
    Found in(String text) {
        Found found = new Found();
        int length = text.length();
        int second = length > 0 ? small(text.charAt(0)) : 0;
        int third = length > 1 ? small(text.charAt(1)) : 0;
        for (int i = 0; i + 1 < length; i++) {
            int first = second;
            second = third;
            third = i + 2 < length ? small(text.charAt(i + 2)) : 0;
            for (Word word : byCode[code(first, second, third)]) {
                if (text.regionMatches(true, i, word.text(), 0, word.text().length())) {
                    found.add(word, i);
                }
            }
        }
        return found;
    }

    private static int small(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c + ('a' - 'A');
        }
        return c < ASCII ? c : 0;
    }
}

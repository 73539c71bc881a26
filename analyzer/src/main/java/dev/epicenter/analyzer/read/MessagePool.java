package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of a batch by number, each once and cut to a length that a report can bear. */
final class MessagePool {
    /** Characters kept of a message at most. */
    static final int MAX_LENGTH = 16 * 1024;
    /** Characters held in one batch at most; the messages beyond are not kept. A judgement: 128 MB of Latin-1 text. */
    private static final long MAX_CHARS = 128L * 1024 * 1024;

    /** Number of "no message". */
    static final int NONE = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private long chars;

    int number(@Nullable String message) {
        if (message == null) {
            return NONE;
        }
        Integer known = numbers.get(message);
        if (known != null) {
            return known;
        }
        if (chars > MAX_CHARS) {
            return NONE;
        }
        String cut = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        chars += cut.length();
        int number = texts.size();
        texts.add(cut);
        numbers.put(cut, number);
        return number;
    }

    @Nullable
    String text(int number) {
        return number < 0 ? null : texts.get(number);
    }

    /** Number of a message that is in the pool, {@link #NONE} otherwise. */
    int find(String message) {
        return numbers.getOrDefault(message, NONE);
    }

    void clear() {
        numbers.clear();
        texts.clear();
        chars = 0;
    }
}

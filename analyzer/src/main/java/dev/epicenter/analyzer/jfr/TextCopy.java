package dev.epicenter.analyzer.jfr;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies a value, with its texts as a filter wants them, and says which constants it refers to. */
final class TextCopy implements Layout.Visitor {
    /** Texts of which the filter's answer is remembered: messages come by the thousand and are few. */
    private static final int REMEMBERED = 4_096;

    private record Asked(String type, String field, String key, String text) {}

    /** Told of each constant that a value refers to. */
    interface References {
        void to(long type, long id, String field);
    }

    private final ConstantReader constants;
    private final long stringType;
    private final TextFilter filter;
    private final References references;
    private final Encoder out;
    private final Map<Asked, String> answers = new HashMap<>();
    private String type = "";
    private String key = "";
    private int copied;
    private boolean changed;

    /**
     * @param constants for texts that are constants
     * @param stringType number of the type of those, -1 when there is none
     */
    TextCopy(ConstantReader constants, long stringType, boolean compressed, TextFilter filter, References references) {
        this.constants = constants;
        this.stringType = stringType;
        this.filter = filter;
        this.references = references;
        this.out = new Encoder(compressed);
    }

    /**
     * Copies a value to {@link #out}, with what comes before it.
     *
     * @param from index of the first byte to copy
     * @param in   at the value
     * @throws Malformed or {@link IndexOutOfBoundsException} when the bytes can't be of the type
     */
    void copy(Type of, Layout layout, int from, Cursor in) {
        out.clear();
        type = of.name();
        key = "";
        copied = from;
        changed = false;
        layout.walk(in, this);
        if (in.at > in.end) {
            throw Malformed.INSTANCE;
        }
    }

    /** Adds the bytes up to an index to what was copied. */
    Encoder upTo(Cursor in, int end) {
        out.add(in.bytes, copied, end - copied);
        copied = end;
        return out;
    }

    /** Whether what was copied last differs from what was there. */
    boolean isChanged() {
        return changed;
    }

    @Override
    public void reference(String field, long to, long id) {
        references.to(to, id, field);
    }

    @Override
    public void text(String field, Cursor in, int start) {
        boolean constant = in.bytes[start] == Cursor.STRING_CONSTANT;
        if (filter != TextFilter.KEEP) {
            String text = constants.text(in.source.position(start));
            if (text != null && !text.isEmpty()) {
                String filtered = filtered(field, text);
                if (!filtered.equals(text)) {
                    out.add(in.bytes, copied, start - copied);
                    out.text(filtered);
                    copied = in.at;
                    changed = true;
                    return;
                }
            }
        }
        if (constant) {
            int behind = in.at;
            in.at = start + 1;
            references.to(stringType, in.number(8), field);
            in.at = behind;
        }
    }

    private String filtered(String field, String text) {
        Asked asked = new Asked(type, field, key, text);
        @Nullable String known = answers.get(asked);
        if (known == null) {
            known = Objects.requireNonNull(filter.filter(type, field, key, text));
            if (answers.size() >= REMEMBERED) {
                answers.clear();
            }
            answers.put(asked, known);
        }
        if (field.equals("key") || field.equals("name")) {
            key = text;
        }
        return known;
    }
}

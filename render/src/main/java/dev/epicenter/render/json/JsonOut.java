package dev.epicenter.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The few shapes that JSON documents are made of. */
public final class JsonOut {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** Readers refuse longer names of members: Jackson from 50,000 characters on. */
    private static final int MAX_NAME = 1_000;

    private final JsonGenerator generator;

    private JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes a document's members. */
    public interface Document {
        /** Writes them in order. */
        void write(JsonOut json) throws IOException;
    }

    /** Writes one object and a line end; in one line unless {@code indented}. The writer is left open. */
    public static void write(Writer out, boolean indented, Document document) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setCharacterEscapes(SeenEscapes.ALONE);
            generator.setPrettyPrinter(indented ? indenting() : new MinimalPrettyPrinter());
            JsonOut json = new JsonOut(generator);
            json.object(() -> document.write(json));
        }
        out.write('\n');
    }

    private static PrettyPrinter indenting() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    /** Writes what stands between brackets. */
    public interface Body {
        /** Writes it. */
        void write() throws IOException;
    }

    /** Writes one element. */
    public interface Element<T> {
        /** Writes it. */
        void write(T value) throws IOException;
    }

    /** An object without a name: an array's element. */
    public void object(Body body) throws IOException {
        generator.writeStartObject();
        body.write();
        generator.writeEndObject();
    }

    /** A member that is an object. */
    public void object(String name, Body body) throws IOException {
        name(name);
        object(body);
    }

    /** The name of the member that comes next. */
    public void name(String name) throws IOException {
        generator.writeFieldName(name);
    }

    /** An object with a member an entry. */
    public void texts(String name, SortedMap<String, String> entries) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        entries.forEach((key, value) -> members.putIfAbsent(memberName(key), value));
        object(name, () -> {
            for (Map.Entry<String, String> entry : members.entrySet()) {
                text(entry.getKey(), entry.getValue());
            }
        });
    }

    /** The same for counts. */
    public void numbers(String name, Map<String, ? extends Number> entries) throws IOException {
        Map<String, Long> members = new LinkedHashMap<>();
        entries.forEach((key, value) -> members.merge(memberName(key), value.longValue(), Long::sum));
        object(name, () -> {
            for (Map.Entry<String, Long> entry : members.entrySet()) {
                number(entry.getKey(), entry.getValue());
            }
        });
    }

    private static String memberName(String text) {
        return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
    }

    /** An array with an element a value. */
    public <T> void array(String name, List<T> values, Element<T> element) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T value : values) {
            element.write(value);
        }
        generator.writeEndArray();
    }

    /** A member that is an array of texts. */
    public void texts(String name, List<String> values) throws IOException {
        array(name, values, generator::writeString);
    }

    /** A member that is a text. */
    public void text(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    /** The text, or null where the model says "not recorded" with an empty one. */
    public void textOrNull(String name, String value) throws IOException {
        if (value.isEmpty()) {
            generator.writeNullField(name);
        } else {
            text(name, value);
        }
    }

    /** The text, or no member where there is none. */
    public void textIfAny(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    /** A member that is null. */
    public void nothing(String name) throws IOException {
        generator.writeNullField(name);
    }

    /** Null, behind a {@link #name}. */
    public void nothing() throws IOException {
        generator.writeNull();
    }

    /** ISO-8601 in UTC. */
    public void time(String name, Instant value) throws IOException {
        text(name, value.toString());
    }

    /** The time, or null. */
    public void timeOrNull(String name, Optional<Instant> value) throws IOException {
        textOrNull(name, value.map(Instant::toString).orElse(""));
    }

    /** Milliseconds. */
    public void millis(String name, Duration value) throws IOException {
        decimal(name, value.toNanos() / 1e6);
    }

    /** A member that is true or false. */
    public void flag(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    /** A member that is a whole number. */
    public void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    /** The number, or null where the model says "not known" with {@code unknown}. */
    public void numberUnless(long unknown, String name, long value) throws IOException {
        if (value == unknown) {
            generator.writeNullField(name);
        } else {
            number(name, value);
        }
    }

    /** A member that is a number. */
    public void decimal(String name, double value) throws IOException {
        generator.writeNumberField(name, rounded(value));
    }

    /** A member that is an array of numbers. */
    public void decimals(String name, List<Double> values) throws IOException {
        array(name, values, value -> generator.writeNumber(rounded(value)));
    }

    /** A member that is an array of arrays of numbers. */
    public void numbers(String name, List<List<Integer>> values) throws IOException {
        array(name, values, inner -> {
            generator.writeStartArray();
            for (int value : inner) {
                generator.writeNumber(value);
            }
            generator.writeEndArray();
        });
    }

    /** Four places are enough for a confidence, and hide how sums of doubles are rounded. */
    private static BigDecimal rounded(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}

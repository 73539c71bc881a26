package dev.epicenter.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The few shapes that a report's JSON is made of. */
final class JsonOut {
    private final JsonGenerator generator;

    JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes what stands between brackets. */
    interface Body {
        void write() throws IOException;
    }

    /** Writes one element. */
    interface Element<T> {
        void write(T value) throws IOException;
    }

    void object(Body body) throws IOException {
        generator.writeStartObject();
        body.write();
        generator.writeEndObject();
    }

    void object(String name, Body body) throws IOException {
        name(name);
        object(body);
    }

    /** The name of the member that comes next. */
    void name(String name) throws IOException {
        generator.writeFieldName(name);
    }

    /** An object with a member an entry. */
    void texts(String name, SortedMap<String, String> entries) throws IOException {
        object(name, () -> {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                text(entry.getKey(), entry.getValue());
            }
        });
    }

    /** The same for counts. */
    void numbers(String name, Map<String, ? extends Number> entries) throws IOException {
        object(name, () -> {
            for (Map.Entry<String, ? extends Number> entry : entries.entrySet()) {
                number(entry.getKey(), entry.getValue().longValue());
            }
        });
    }

    <T> void array(String name, List<T> values, Element<T> element) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T value : values) {
            element.write(value);
        }
        generator.writeEndArray();
    }

    void texts(String name, List<String> values) throws IOException {
        array(name, values, generator::writeString);
    }

    void text(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    /** The text, or null where the model says "not recorded" with an empty one. */
    void textOrNull(String name, String value) throws IOException {
        if (value.isEmpty()) {
            generator.writeNullField(name);
        } else {
            text(name, value);
        }
    }

    void nothing(String name) throws IOException {
        generator.writeNullField(name);
    }

    void time(String name, Instant value) throws IOException {
        text(name, value.toString());
    }

    void timeOrNull(String name, Optional<Instant> value) throws IOException {
        textOrNull(name, value.map(Instant::toString).orElse(""));
    }

    /** Milliseconds. */
    void millis(String name, Duration value) throws IOException {
        decimal(name, value.toNanos() / 1e6);
    }

    void flag(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    /** The number, or null where the model says "not known" with {@code unknown}. */
    void numberUnless(long unknown, String name, long value) throws IOException {
        if (value == unknown) {
            generator.writeNullField(name);
        } else {
            number(name, value);
        }
    }

    /** Four places are enough for a confidence, and hide how sums of doubles are rounded. */
    void decimal(String name, double value) throws IOException {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        generator.writeNumberField(name, rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
}

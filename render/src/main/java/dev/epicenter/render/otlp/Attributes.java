package dev.epicenter.render.otlp;

import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects OTLP's key-value pairs and writes them as the member {@code attributes}. */
final class Attributes {
    private final JsonOut json;
    private final List<JsonOut.Body> pairs = new ArrayList<>();

    private Attributes(JsonOut json) {
        this.json = json;
    }

    /** Adds pairs. */
    interface Source {
        void add(Attributes attributes) throws IOException;
    }

    static void write(JsonOut json, Source source) throws IOException {
        Attributes attributes = new Attributes(json);
        source.add(attributes);
        json.array("attributes", attributes.pairs, json::object);
    }

    void text(String key, String value) {
        add(key, () -> json.text("stringValue", value));
    }

    void textIfAny(String key, String value) {
        if (!value.isEmpty()) {
            text(key, value);
        }
    }

    /** 64-bit numbers are texts in protobuf's JSON. */
    void number(String key, long value) {
        add(key, () -> json.text("intValue", Long.toString(value)));
    }

    void decimal(String key, double value) {
        add(key, () -> json.decimal("doubleValue", value));
    }

    void flag(String key, boolean value) {
        add(key, () -> json.flag("boolValue", value));
    }

    private void add(String key, JsonOut.Body value) {
        pairs.add(() -> {
            json.text("key", key);
            json.object("value", value);
        });
    }
}

package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.user.Fields.Field;
import dev.epicenter.rules.user.Fields.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of the model as CEL sees it: a map whose members are looked up when asked for. */
final class View<T> extends AbstractMap<String, Object> {
    private final Facts facts;
    private final Struct<T> struct;
    private final @Nullable T value;

    private View(Facts facts, Struct<T> struct, @Nullable T value) {
        this.facts = facts;
        this.struct = struct;
        this.value = value;
    }

    /**
     * A view of a value.
     *
     * @param value null for one that is not there: all its members are empty, 0 or false
     */
    static <T> Map<String, Object> of(Facts facts, Struct<T> struct, @Nullable T value) {
        return new View<>(facts, struct, value);
    }

    /** Views of a list's elements. */
    static <T> List<Object> ofAll(Facts facts, Struct<T> struct, List<? extends T> values) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return of(facts, struct, values.get(index));
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }

    @Override
    public boolean containsKey(Object name) {
        return field(name) != null;
    }

    @Override
    public @Nullable Object get(Object name) {
        Field<T> field = field(name);
        if (field == null) {
            return null;
        }
        return value == null ? nothing(field) : wrapped(field, field.get().apply(facts, value));
    }

    private @Nullable Field<T> field(Object name) {
        for (Field<T> field : struct.fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private Object wrapped(Field<T> field, Object plain) {
        return switch (field.type()) {
            case FAILURE -> of(facts, Fields.FAILURE_FIELDS, (Failure) plain);
            case FRAME -> of(facts, Fields.FRAME_FIELDS, (Frame) plain);
            case FRAMES -> ofAll(facts, Fields.FRAME_FIELDS, (List<Frame>) plain);
            case LINKS -> ofAll(facts, Fields.LINK_FIELDS, (List<Link>) plain);
            case BOOL, INT, DOUBLE, STRING, TIME, DURATION, STRINGS, COUNTS -> plain;
        };
    }

    private Object nothing(Field<T> field) {
        return switch (field.type()) {
            case BOOL -> false;
            case INT -> 0L;
            case DOUBLE -> 0.0;
            case STRING -> "";
            case TIME -> Instant.EPOCH;
            case DURATION -> Duration.ZERO;
            case STRINGS, FRAMES, LINKS -> List.of();
            case COUNTS -> Map.of();
            case FAILURE -> of(facts, Fields.FAILURE_FIELDS, null);
            case FRAME -> of(facts, Fields.FRAME_FIELDS, null);
        };
    }

    /** Only for printing; an expression asks for members by name. */
    @Override
    public Set<Entry<String, Object>> entrySet() {
        Set<Entry<String, Object>> all = new LinkedHashSet<>();
        for (Field<T> field : struct.fields()) {
            Object member = get(field.name());
            if (member != null) {
                all.add(Map.entry(field.name(), member));
            }
        }
        return all;
    }
}

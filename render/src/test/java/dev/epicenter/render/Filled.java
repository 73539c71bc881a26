package dev.epicenter.render;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.RateProfile;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A diagnosis in which every place of the model is filled, built by reflection: a component that is added to a record of the
 * model is filled too, and so is seen by every test of this. Lists have two elements, so that ids 0 and 1 are valid, or one of each kind.
 */
final class Filled {
    private static final Instant START = DiagnosisBuilder.START;

    private final UnaryOperator<String> texts;
    private int position;

    private Filled(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    /**
     * The diagnosis.
     *
     * @param texts what stands in a component, by its place such as {@code Failure.message}
     */
    static Diagnosis with(UnaryOperator<String> texts) {
        return (Diagnosis) new Filled(texts).value("", Diagnosis.class);
    }

    private Object value(String place, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(place, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return texts.apply(place.equals("Origin.incident") ? "Incident.id" : place);
        } else if (plain == int.class || plain == Integer.class) {
            return number(place);
        } else if (plain == long.class || plain == Long.class) {
            return position + 1L;
        } else if (plain == double.class) {
            return 0.5;
        } else if (plain == boolean.class) {
            return position == 0;
        } else if (plain == Instant.class) {
            return START.plusSeconds(10L + position);
        } else if (plain == Duration.class) {
            return Duration.ofMillis(1_500);
        } else if (plain == OptionalLong.class) {
            return OptionalLong.of(7);
        } else if (plain == RateProfile.class) {
            return new RateProfile(START, Duration.ofSeconds(1), new long[] {1, 0, 2});
        } else if (plain == FailureGraph.class) {
            return new FailureGraph(
                    list(place, Failure.class), list(place, FailureSeries.class), List.of((Link) one(Link.class)));
        } else if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[position % constants.length];
        } else if (plain.isSealed()) {
            Class<?>[] permitted = plain.getPermittedSubclasses();
            return one(permitted[position % permitted.length]);
        } else if (plain.isRecord()) {
            return one(plain);
        }
        throw new AssertionError("how to fill " + place + " of " + type + "?");
    }

    /** Indices point at elements that are there, as does what names another element by its id; a link leads on, and ranks begin at 1. */
    private int number(String place) {
        return switch (place) {
            case "Link.from" -> 0;
            case "Link.to" -> 1;
            case "RootCause.rank" -> position + 1;
            default -> position;
        };
    }

    private Object generic(String place, Class<?> raw, Type[] arguments) {
        if (raw == List.class) {
            return list(place, arguments[0]);
        } else if (raw == Optional.class) {
            return Optional.of(value(place, arguments[0]));
        } else if (Map.class.isAssignableFrom(raw)) {
            return new TreeMap<>(Map.of(value(place, arguments[0]), value(place, arguments[1])));
        }
        throw new AssertionError("how to fill " + place + " of " + raw + "?");
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String place, Type element) {
        int outside = position;
        List<T> list = new ArrayList<>();
        for (position = 0; position < size(element); position++) {
            list.add((T) value(place, element));
        }
        position = outside;
        return list;
    }

    /** Two, or one of each kind. */
    private static int size(Type element) {
        return element instanceof Class<?> type && type.isSealed() ? type.getPermittedSubclasses().length : 2;
    }

    private Object one(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(type.getSimpleName() + "." + components[i].getName(), components[i].getGenericType());
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.toString(), e);
        }
    }
}

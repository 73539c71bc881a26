package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.MetadataTree.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a chunk's metadata what another reader would stop at: JMC and the JDK give a whole recording up for a type that is
 * not there, a number that is none or an annotation without its value. A type is taken out with all that are made of it.
 *
 * <p>What they stop at: JMC's {@code TypeManager}, {@code ChunkMetadata} and {@code ValueReaders}, the JDK's {@code
 * MetadataReader} and {@code ParserFactory}.
 */
final class MetadataMender {
    private static final String EVENT = "jdk.jfr.Event";

    private final Map<Long, Element> types = new HashMap<>();
    private int removed;

    private MetadataMender() {}

    /**
     * Sound metadata.
     *
     * @param root    null when there was none
     * @param removed how many elements are not in it
     */
    record Mended(@Nullable Element root, int removed) {}

    /**
     * Keeps of metadata what is sound.
     *
     * @param extra elements of further types, kept where there is none of the same number
     * @param wanted names of the event types to keep
     */
    static Mended mend(Element root, List<Element> extra, Predicate<String> wanted) {
        MetadataMender mender = new MetadataMender();
        Element metadata = mender.only(root, "metadata");
        Element region = mender.only(root, "region");
        if (metadata == null) {
            return new Mended(null, mender.removed);
        }
        List<Element> classes = new ArrayList<>(metadata.children());
        classes.addAll(extra);
        List<Element> sound = mender.classes(classes, wanted);
        if (region == null || !isRegion(region)) {
            mender.removed++;
            region = new Element("region", new LinkedHashMap<>(Map.of("locale", "en_US", "gmtOffset", "0")), List.of());
        }
        return new Mended(
                new Element("root", root.attributes(), List.of(metadata.with(sound), region.with(List.of()))),
                mender.removed);
    }

    private @Nullable Element only(Element root, String name) {
        List<Element> found = root.children().stream().filter(c -> c.is(name)).toList();
        return found.isEmpty() ? null : found.get(0);
    }

    private static boolean isRegion(Element region) {
        return isNumberOrMissing(region, "gmtOffset") && isNumberOrMissing(region, "dst");
    }

    private static boolean isNumberOrMissing(Element of, String attribute) {
        String text = of.get(attribute);
        return text == null || text.matches("-?\\d{1,15}");
    }

    private List<Element> classes(List<Element> all, Predicate<String> wanted) {
        Map<Long, Element> byId = new LinkedHashMap<>();
        for (Element c : all) {
            long id = c.number("id");
            String name = c.get("name");
            boolean known = c.is("class") && id >= 0 && name != null && !name.isBlank();
            if (known && name != null && isEvent(c) && !wanted.test(Type.currentName(name))) {
                continue;
            }
            if (!known || byId.putIfAbsent(id, c) != null) {
                removed++;
            }
        }
        types.putAll(byId);
        boolean changed = true;
        while (changed) {
            List<Element> broken =
                    types.values().stream().filter(c -> !isSound(c)).toList();
            broken.forEach(c -> types.remove(c.number("id")));
            removed += broken.size();
            changed = !broken.isEmpty();
        }
        return byId.keySet().stream()
                .map(types::get)
                .filter(java.util.Objects::nonNull)
                .map(this::cleaned)
                .toList();
    }

    /** Whether there are events of a type. */
    static boolean isEvent(Element type) {
        return EVENT.equals(type.get("superType"));
    }

    private static boolean isPrimitive(Element type) {
        return type.get("superType") == null && type.children().stream().noneMatch(c -> c.is("field"));
    }

    /** Whether a type is a primitive one, other than text. */
    static boolean isNumber(Element type) {
        Type.Primitive primitive = primitive(type);
        return primitive != null && primitive != Type.Primitive.STRING;
    }

    private static Type.@Nullable Primitive primitive(Element type) {
        return isPrimitive(type) ? new Type(0, String.valueOf(type.get("name")), false, List.of()).primitive() : null;
    }

    /** Whether a type and its fields can be read, as far as types go that are left. */
    private boolean isSound(Element type) {
        if (isPrimitive(type)) {
            return primitive(type) != null;
        }
        Set<String> names = new HashSet<>();
        for (Element child : type.children()) {
            if (child.is("field") && (!isField(child) || !names.add(child.get("name")))) {
                return false;
            }
        }
        boolean simple = "true".equals(type.get("simpleType"));
        return !simple || names.size() != 1 || !refersTo(type, type.number("id"));
    }

    private static boolean refersTo(Element type, long id) {
        return type.children().stream().anyMatch(c -> c.is("field") && c.number("class") == id);
    }

    private boolean isField(Element field) {
        Element type = types.get(field.number("class"));
        String name = field.get("name");
        String dimension = field.get("dimension");
        if (type == null || isEvent(type) || name == null || name.isBlank()) {
            return false;
        }
        Type.Primitive primitive = primitive(type);
        boolean pooled = field.get("constantPool") != null;
        return (dimension == null || dimension.equals("0") || dimension.equals("1"))
                && !(pooled && primitive != null && primitive != Type.Primitive.STRING);
    }

    /** An element of a type without the annotations and settings that are not sound. */
    private Element cleaned(Element of) {
        List<Element> kept = new ArrayList<>();
        for (Element child : of.children()) {
            boolean sound =
                    switch (child.name()) {
                        case "field" -> of.is("class");
                        case "setting" -> isEvent(of) && isSetting(child);
                        case "annotation" -> isAnnotation(child, of);
                        default -> false;
                    };
            if (sound) {
                kept.add(child.is("annotation") ? child.with(List.of()) : cleaned(child));
            } else {
                removed++;
            }
        }
        return of.with(kept);
    }

    private boolean isSetting(Element setting) {
        Element type = types.get(setting.number("class"));
        return type != null && !isEvent(type) && setting.get("name") != null;
    }

    private boolean isAnnotation(Element annotation, Element on) {
        Element type = types.get(annotation.number("class"));
        if (type == null || isEvent(type)) {
            return false;
        }
        for (Element field : type.children()) {
            if (field.is("field")) {
                String name = String.valueOf(field.get("name"));
                boolean array = "1".equals(field.get("dimension"));
                String value = annotation.get(array ? name + "-0" : name);
                Element of = types.get(field.number("class"));
                if (value == null || of == null || !fits(value, String.valueOf(of.get("name")))) {
                    return false;
                }
            }
        }
        return !measures(String.valueOf(type.get("name"))) || isNumeric(on);
    }

    /** Whether an annotation says what a number counts, so that it can be on a number only. */
    private static boolean measures(String annotation) {
        return switch (annotation) {
            case "jdk.jfr.Timestamp",
                    "jdk.jfr.Timespan",
                    "jdk.jfr.MemoryAmount",
                    "jdk.jfr.DataAmount",
                    "jdk.jfr.Percentage",
                    "jdk.jfr.MemoryAddress",
                    "jdk.jfr.Frequency" -> true;
            default -> false;
        };
    }

    /** Whether a field is a number, or an annotation type, which says what it says of others. */
    private boolean isNumeric(Element field) {
        if (!field.is("field")) {
            return true;
        }
        Element type = types.get(field.number("class"));
        Type.Primitive primitive = type == null ? null : primitive(type);
        return primitive != null
                && primitive != Type.Primitive.STRING
                && primitive != Type.Primitive.BOOLEAN
                && primitive != Type.Primitive.CHAR;
    }

    private static boolean fits(String value, String type) {
        try {
            switch (type) {
                case "int" -> Integer.parseInt(value);
                case "long" -> Long.parseLong(value);
                case "short" -> Short.parseShort(value);
                case "byte" -> Byte.parseByte(value);
                case "float" -> Float.parseFloat(value);
                case "double" -> Double.parseDouble(value);
                case "char" -> {
                    return value.length() == 1;
                }
                case "boolean", Type.STRING -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

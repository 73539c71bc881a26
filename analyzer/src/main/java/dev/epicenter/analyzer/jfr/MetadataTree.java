package dev.epicenter.analyzer.jfr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metadata event as it is written, all of it: {@link Metadata} keeps only what it takes to read events, and labels, units and
 * settings have to be there again in a chunk that is written.
 */
final class MetadataTree {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 500_000;

    private MetadataTree() {}

    /** An element: its name, attributes in their order, and the elements in it. */
    record Element(String name, Map<String, String> attributes, List<Element> children) {
        /** An attribute, null when there is none. */
        @Nullable
        String get(String attribute) {
            return attributes.get(attribute);
        }

        /** The number that an attribute holds, -1 when it is none. */
        long number(String attribute) {
            String text = attributes.get(attribute);
            try {
                return text == null ? -1 : Long.parseLong(text);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        boolean is(String kind) {
            return name.equals(kind);
        }

        /** The same with other elements in it. */
        Element with(List<Element> others) {
            return new Element(name, attributes, others);
        }
    }

    /**
     * Reads the metadata event at a position.
     *
     * @throws Malformed or {@link IndexOutOfBoundsException} when it is damaged
     */
    static Element read(Cursor in, long position) {
        in.seekUpTo(position, EventWalk.HEADER);
        in.seek(position, in.number(4));
        Metadata.start(in);
        String[] strings = new String[in.count()];
        for (int i = 0; i < strings.length; i++) {
            String text = in.text();
            strings[i] = text == null ? "" : text;
        }
        return element(in, strings, 0, new int[] {MAX_ELEMENTS});
    }

    private static Element element(Cursor in, String[] strings, int depth, int[] left) {
        if (depth > MAX_DEPTH || left[0]-- == 0) {
            throw Malformed.INSTANCE;
        }
        String name = string(in, strings);
        int count = in.count();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = string(in, strings);
            attributes.put(key, string(in, strings));
        }
        List<Element> children = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            children.add(element(in, strings, depth + 1, left));
        }
        return new Element(name, attributes, children);
    }

    private static String string(Cursor in, String[] strings) {
        long index = in.number(4);
        if (index < 0 || index >= strings.length) {
            throw Malformed.INSTANCE;
        }
        return strings[(int) index];
    }

    /**
     * Adds the event, without its size.
     *
     * @param ticks when, by the chunk's clock
     */
    static void write(Element root, long ticks, boolean compressed, Encoder to) {
        Map<String, Integer> strings = new LinkedHashMap<>();
        Encoder tree = new Encoder(compressed);
        write(root, strings, tree);
        Encoder content = new Encoder(compressed);
        content.number(strings.size(), 4);
        strings.keySet().forEach(content::text);
        content.add(tree);
        to.number(EventWalk.METADATA, 8);
        to.number(ticks, 8);
        to.number(0, 8); // duration
        // Readers take metadata of the same number for the same, so it has to differ where the content does.
        to.number(
                Hash.of(new String(content.bytes(), 0, content.size(), java.nio.charset.StandardCharsets.ISO_8859_1)),
                8);
        to.add(content);
    }

    private static void write(Element element, Map<String, Integer> strings, Encoder to) {
        string(element.name, strings, to);
        to.number(element.attributes.size(), 4);
        element.attributes.forEach((key, value) -> {
            string(key, strings, to);
            string(value, strings, to);
        });
        to.number(element.children.size(), 4);
        element.children.forEach(child -> write(child, strings, to));
    }

    private static void string(String text, Map<String, Integer> strings, Encoder to) {
        Integer known = strings.get(text);
        int index = known == null ? strings.size() : known;
        if (known == null) {
            strings.put(text, index);
        }
        to.number(index, 4);
    }
}

package dev.epicenter.analyzer.read;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Event types by number, from a chunk's metadata event: a table of strings, then a tree of elements whose names, attributes
 * and values are positions in that table. Layout: JMC's {@code ChunkMetadata}. When it is damaged, there are none.
 */
final class EventTypes {
    private static final int MAX_DEPTH = 32;

    private final ByteBuffer in;
    private final Map<Long, String> found = new HashMap<>();
    private String[] strings = {};

    private EventTypes(ByteBuffer in) {
        this.in = in;
    }

    /**
     * Names by number.
     *
     * @param event the metadata event, behind its size and type
     */
    static Map<Long, String> read(ByteBuffer event) {
        EventTypes types = new EventTypes(event);
        try {
            types.read();
            return types.found;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    private void read() {
        for (int skipped = 0; skipped < 3; skipped++) {
            Varint.read(in);
        }
        int count = count();
        strings = new String[count];
        for (int i = 0; i < count; i++) {
            strings[i] = string();
        }
        count();
        element("", 0);
    }

    private void element(String name, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deeply");
        }
        String type = "";
        String id = "";
        boolean event = false;
        for (int n = count(); n > 0; n--) {
            String key = strings[count()];
            String value = strings[count()];
            switch (key) {
                case "name" -> type = value;
                case "id" -> id = value;
                case "superType" -> event = value.equals("jdk.jfr.Event");
                default -> {}
            }
        }
        if (event && name.equals("class")) {
            found.put(Long.parseLong(id), type);
        }
        for (int n = count(); n > 0; n--) {
            element(strings[count()], depth + 1);
        }
    }

    private String string() {
        return switch (in.get()) {
            case 0, 1 -> "";
            case 3 -> text(StandardCharsets.UTF_8);
            case 4 -> chars();
            case 5 -> text(StandardCharsets.ISO_8859_1);
            default -> throw new IllegalArgumentException("no such encoding");
        };
    }

    private String text(Charset charset) {
        byte[] bytes = new byte[count()];
        in.get(bytes);
        return new String(bytes, charset);
    }

    private String chars() {
        char[] chars = new char[count()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) Varint.read(in);
        }
        return new String(chars);
    }

    /** A number that counts things in the event, so no larger than the bytes left of it; also a position in the table. */
    private int count() {
        long count = Varint.read(in);
        if (count < 0 || count > Math.max(in.remaining(), strings.length)) {
            throw new IllegalArgumentException("not a count: " + count);
        }
        return (int) count;
    }
}

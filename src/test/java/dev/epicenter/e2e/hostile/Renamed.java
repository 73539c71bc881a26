package dev.epicenter.e2e.hostile;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/**
 * Loads classes under names that no compiler takes: it copies a class file and replaces texts of its constant pool (Java Virtual
 * Machine Specification 4.4). A class's name may hold anything but {@code . ; [ /}, a method's anything but these and angle brackets (4.2).
 */
final class Renamed extends ClassLoader {
    private static final int UTF8 = 1;

    Renamed() {
        super(Renamed.class.getClassLoader());
    }

    /** What may stand in a name: the four that may not are left out. */
    static String className(String text) {
        return text.replaceAll("[.;\\[/\\x00]", "");
    }

    static String methodName(String text) {
        return className(text).replaceAll("[<>]", "");
    }

    Class<?> define(Class<?> pattern, String name, Map<String, String> others) throws IOException {
        String own = pattern.getName().replace('.', '/');
        String folder = own.substring(0, own.lastIndexOf('/') + 1);
        byte[] bytes;
        try (InputStream file =
                Objects.requireNonNull(pattern.getResourceAsStream(pattern.getSimpleName() + ".class"))) {
            bytes = copy(new DataInputStream(file), own, folder + name, others);
        }
        return defineClass(null, bytes, 0, bytes.length);
    }

    private static byte[] copy(DataInputStream in, String own, String renamed, Map<String, String> others)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int constants = in.readUnsignedShort();
        out.writeShort(constants);
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                String text = in.readUTF();
                out.writeUTF(text.equals(own) ? renamed : others.getOrDefault(text, text));
            } else {
                out.write(in.readNBytes(size(tag)));
                i += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
            }
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }

    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 5, 6 -> 8;
            default -> 4;
        };
    }
}

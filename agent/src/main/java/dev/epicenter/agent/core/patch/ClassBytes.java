package dev.epicenter.agent.core.patch;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class file with its layout, constants that are added to it, and methods whose code is replaced. */
public final class ClassBytes {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    final byte[] in;

    /** Where each constant begins, 0 for the unused ones. */
    private final int[] pool;

    private final int poolEnd;
    private final int thisClass;
    private final int methodCount;
    /** Of each method: access flags, name, descriptor, position of its Code attribute or 0, number of exception handlers. */
    private final int[] methods;

    private static final int FIELDS = 5;

    private final Map<String, Integer> added = new HashMap<>();
    private final ByteWriter addedPool = new ByteWriter(128);
    private int nextConstant;
    private int tooLong;
    /** By method; null where nothing is replaced. */
    private final CodeBytes[] replaced;

    private ClassBytes(byte[] in) {
        this.in = in;
        int count = u2(8);
        pool = new int[count];
        nextConstant = count;
        poolEnd = constants(count);
        thisClass = u2(poolEnd + 2);
        int at = poolEnd + 6;
        at += 2 + 2 * u2(at);
        at = skipFields(at);
        methodCount = u2(at);
        methods = new int[methodCount * FIELDS];
        replaced = new CodeBytes[methodCount];
        findMethods(at + 2);
    }

    /** The class file, null when it is none or is cut. */
    public static @Nullable ClassBytes of(byte[] classFile) {
        try {
            return classFile.length < 24 || u4(classFile, 0) != MAGIC ? null : new ClassBytes(classFile);
        } catch (ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }

    private int constants(int count) {
        int at = 10;
        for (int i = 1; i < count; i++) {
            pool[i] = at;
            switch (in[at]) {
                case UTF8:
                    at += 3 + u2(at + 1);
                    break;
                case 5:
                case 6:
                    at += 9;
                    i++;
                    break;
                case CLASS:
                case 8:
                case 16:
                case 19:
                case 20:
                    at += 3;
                    break;
                case 15:
                    at += 4;
                    break;
                default:
                    at += 5;
            }
        }
        return at;
    }

    private int skipFields(int from) {
        int at = from + 2;
        for (int i = u2(from); i > 0; i--) {
            at = skipAttributes(at + 6);
        }
        return at;
    }

    private int skipAttributes(int from) {
        int at = from + 2;
        for (int i = u2(from); i > 0; i--) {
            at += 6 + u4(in, at + 2);
        }
        return at;
    }

    private void findMethods(int from) {
        int at = from;
        for (int m = 0; m < methods.length; m += FIELDS) {
            methods[m] = u2(at);
            methods[m + 1] = u2(at + 2);
            methods[m + 2] = u2(at + 4);
            int attributes = u2(at + 6);
            at += 8;
            for (int i = 0; i < attributes; i++) {
                if (isUtf8(u2(at), "Code")) {
                    methods[m + 3] = at;
                    methods[m + 4] = u2(at + 14 + u4(in, at + 10));
                }
                at += 6 + u4(in, at + 2);
            }
        }
    }

    public int majorVersion() {
        return u2(6);
    }

    /** Internal name. */
    public String name() {
        return className(thisClass);
    }

    /** Constant that stands for the class itself. */
    public int thisClass() {
        return thisClass;
    }

    public int methodCount() {
        return methodCount;
    }

    public int access(int method) {
        return methods[method * FIELDS];
    }

    public String methodName(int method) {
        return utf8(methods[method * FIELDS + 1]);
    }

    public String descriptor(int method) {
        return utf8(methods[method * FIELDS + 2]);
    }

    /** Whether it has that name, without making a string of it. */
    public boolean isNamed(int method, String name) {
        return isUtf8(methods[method * FIELDS + 1], name);
    }

    /** Whether it has that descriptor, without making a string of it. */
    public boolean isDescribed(int method, String descriptor) {
        return isUtf8(methods[method * FIELDS + 2], descriptor);
    }

    public boolean hasCode(int method) {
        return methods[method * FIELDS + 3] != 0;
    }

    /** Whether any of its methods has an exception handler. */
    public boolean hasHandlers() {
        for (int i = 4; i < methods.length; i += FIELDS) {
            if (methods[i] > 0) {
                return true;
            }
        }
        return false;
    }

    public int handlerCount(int method) {
        return methods[method * FIELDS + 4];
    }

    /** The code of a method that has some. */
    public CodeBytes code(int method) {
        CodeBytes known = replaced[method];
        return known != null ? known : new CodeBytes(this, methods[method * FIELDS + 3]);
    }

    /** Puts the code back, with what has been inserted. */
    public void replace(int method, CodeBytes code) {
        replaced[method] = code;
    }

    /**
     * The class file with all that was added; null when there are more constants than a class file can hold. A method whose code would
     * become too long stays as it was, see {@link #tooLong()}.
     */
    public byte @Nullable [] toBytes() {
        ByteWriter behindPool = new ByteWriter(in.length + 1024);
        int from = poolEnd;
        for (int m = 0; m < methodCount; m++) {
            CodeBytes code = replaced[m];
            if (code != null) {
                int at = methods[m * FIELDS + 3];
                int end = at + 6 + u4(in, at + 2);
                behindPool.copy(in, from, at);
                if (!code.write(behindPool)) {
                    behindPool.copy(in, at, end);
                    tooLong++;
                }
                from = end;
            }
        }
        behindPool.copy(in, from, in.length);
        if (nextConstant > 0xffff) {
            return null;
        }
        return new ByteWriter(behindPool.size() + poolEnd + addedPool.size())
                .copy(in, 0, 8)
                .u2(nextConstant)
                .copy(in, 10, poolEnd)
                .copy(addedPool)
                .copy(behindPool)
                .toArray();
    }

    /** Methods that {@link #toBytes} left as they were. */
    public int tooLong() {
        return tooLong;
    }

    // Constants that are there.

    /** The text of a string constant. */
    public String utf8(int index) {
        int at = pool[index];
        // Modified UTF-8 differs for NUL and for what lies outside of the basic plane; names with these are shown
        // wrong.
        return new String(in, at + 3, u2(at + 1), StandardCharsets.UTF_8);
    }

    boolean isUtf8(int index, String text) {
        int at = pool[index];
        if (u2(at + 1) != text.length()) {
            return false;
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            if (in[at + 3 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The internal name of a class constant. */
    public String className(int index) {
        return utf8(u2(pool[index] + 1));
    }

    /** Whether a class constant has that internal name. */
    public boolean isClass(int index, String name) {
        return isUtf8(u2(pool[index] + 1), name);
    }

    /** Whether a field or method constant has that name. */
    public boolean isMember(int index, String name) {
        return isUtf8(u2(pool[u2(pool[index] + 3)] + 1), name);
    }

    /** Whether a field or method constant belongs to a class of that internal name. */
    public boolean isMemberOf(int index, String owner) {
        return isClass(u2(pool[index] + 1), owner);
    }

    // Constants that are added.

    /** The constant for a text. */
    public int addUtf8(String text) {
        String key = "U " + text;
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addedPool.u1(UTF8).u2(bytes.length).copy(bytes);
        return add(key);
    }

    /** The constant for a class. */
    public int addClass(String internalName) {
        String key = "C " + internalName;
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        int name = addUtf8(internalName);
        addedPool.u1(CLASS).u2(name);
        return add(key);
    }

    /** The constant for a method of a class. */
    public int addMethod(String owner, String name, String descriptor) {
        return addMember(METHOD, owner, name, descriptor);
    }

    /** The constant for a field. */
    public int addField(String owner, String name, String descriptor) {
        return addMember(FIELD, owner, name, descriptor);
    }

    /** The constant for a number. */
    public int addInteger(int value) {
        String key = "I " + value;
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        addedPool.u1(3).u4(value);
        return add(key);
    }

    private int addMember(int tag, String owner, String name, String descriptor) {
        String key = tag + " " + owner + "." + name + descriptor;
        Integer known = added.get(key);
        if (known != null) {
            return known;
        }
        int type = addClass(owner);
        int nameIndex = addUtf8(name);
        int descriptorIndex = addUtf8(descriptor);
        addedPool.u1(NAME_AND_TYPE).u2(nameIndex).u2(descriptorIndex);
        int nameAndType = nextConstant++;
        addedPool.u1(tag).u2(type).u2(nameAndType);
        return add(key);
    }

    private int add(String key) {
        added.put(key, nextConstant);
        return nextConstant++;
    }

    int u2(int at) {
        return (in[at] & 0xff) << 8 | in[at + 1] & 0xff;
    }

    static int u4(byte[] in, int at) {
        return in[at] << 24 | (in[at + 1] & 0xff) << 16 | (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
    }
}

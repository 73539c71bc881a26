package dev.epicenter.analyzer.jfr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type, as a chunk describes it.
 *
 * @param id     its number in this chunk
 * @param name   such as {@code jdk.ThreadPark} or {@code java.lang.Thread}; names of JDK 9 and 10 as JDK 11 has them
 * @param event  whether there are events of it
 * @param fields in the order in which they are written
 */
record Type(long id, String name, boolean event, List<Field> fields) {
    static final String STRING = "java.lang.String";
    static final String CLASS = "java.lang.Class";
    static final String THREAD = "java.lang.Thread";
    static final String STACK_TRACE = "jdk.types.StackTrace";
    static final String METHOD = "jdk.types.Method";

    /** How a type without fields is written; null when it is none that is written. */
    enum Primitive {
        BOOLEAN(1, false),
        BYTE(1, false),
        SHORT(2, true),
        CHAR(2, true),
        INT(4, true),
        LONG(8, true),
        FLOAT(4, false),
        DOUBLE(8, false),
        STRING(0, false);

        /** Bytes, where numbers are not compressed; 0 of a string. */
        final int width;
        /** Whether it is written as a compressed number where those are. */
        final boolean number;

        Primitive(int width, boolean number) {
            this.width = width;
            this.number = number;
        }
    }

    @Nullable
    Primitive primitive() {
        return switch (name) {
            case "boolean" -> Primitive.BOOLEAN;
            case "byte" -> Primitive.BYTE;
            case "short" -> Primitive.SHORT;
            case "char" -> Primitive.CHAR;
            case "int" -> Primitive.INT;
            case "long" -> Primitive.LONG;
            case "float" -> Primitive.FLOAT;
            case "double" -> Primitive.DOUBLE;
            case STRING -> Primitive.STRING;
            default -> null;
        };
    }

    /** A name as JDK 11 and later have it. */
    static String currentName(String recorded) {
        if (recorded.startsWith("com.oracle.")) {
            if (recorded.startsWith("com.oracle.jfr.types.")) {
                return "jdk.types." + recorded.substring("com.oracle.jfr.types.".length());
            }
            if (recorded.startsWith("com.oracle.jdk.")) {
                String name = recorded.substring("com.oracle.jdk.".length());
                return switch (name) {
                    case "AllocationRequiringGc" -> "jdk.AllocationRequiringGC";
                    case "GCG1MMU" -> "jdk.G1MMU";
                    default -> "jdk." + name;
                };
            }
        }
        return recorded;
    }
}

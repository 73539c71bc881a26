package dev.epicenter.analyzer.jfr;

import java.util.HashMap;
import java.util.Map;

/**
 * Stand-ins for classes, methods and names that are lost with a torn chunk's constants. Readers take it for granted that a frame has
 * a method and a class a name, and stop where there is none.
 */
final class LostNames {
    static final String SYMBOL = "jdk.types.Symbol";

    /** What a class without a name is called, before its number: two that are lost are still two. */
    static final String CLASS = "unknown class ";

    private static final String METHOD = "unknown";
    private static final String DESCRIPTOR = "()V";

    /** Set in the numbers of constants that are made up, which no JVM's reach. */
    private static final long MADE_UP = 1L << 60;

    private final Metadata types;
    private final Map<Long, String> texts = new HashMap<>();

    LostNames(Metadata types) {
        this.types = types;
    }

    /** Remembers what a name is for, should it be lost. */
    void refersTo(long id, String field) {
        if (field.equals("descriptor")) {
            texts.putIfAbsent(id, DESCRIPTOR);
        }
    }

    /** Whether there is a stand-in for a constant. Number 0 is nothing, but no frame is without a method, and JMC asks for its class. */
    boolean hasFor(Type type, long id) {
        return switch (type.name()) {
            case SYMBOL, Type.CLASS -> id != 0;
            case Type.METHOD -> true;
            default -> false;
        };
    }

    /** Adds the stand-in for a constant; what that refers to is told, and has stand-ins, too. */
    void add(Type type, long id, Encoder to, TextCopy.References references) {
        for (Field field : type.fields()) {
            Type of = types.type(field.typeId());
            if (of == null) {
                throw Malformed.INSTANCE;
            }
            if (field.array()) {
                to.number(0, 4);
            } else if (field.constant()) {
                long reference = reference(type, id, field.name());
                if (reference != 0) {
                    references.to(of.id(), reference, field.name());
                }
                to.number(reference, 8);
            } else {
                value(of, texts.getOrDefault(id, METHOD + " " + id), to);
            }
        }
    }

    /** Number of what stands in for a field's value, 0 where there may be none. */
    private long reference(Type type, long id, String field) {
        boolean ofMethod = type.name().equals(Type.METHOD);
        switch (field) {
            case "name" -> {
                long name = id | MADE_UP;
                texts.put(name, ofMethod ? METHOD : CLASS + (id & ~MADE_UP));
                return name;
            }
            case "descriptor" -> {
                long descriptor = id | MADE_UP | MADE_UP >>> 1;
                texts.put(descriptor, DESCRIPTOR);
                return descriptor;
            }
            case "type" -> {
                return ofMethod ? id | MADE_UP : 0;
            }
            default -> {
                return 0;
            }
        }
    }

    private void value(Type of, String text, Encoder to) {
        Type.Primitive primitive = of.primitive();
        if (primitive == null) {
            throw Malformed.INSTANCE;
        }
        if (primitive == Type.Primitive.STRING) {
            to.text(text);
        } else if (primitive.number) {
            to.number(0, primitive.width);
        } else {
            to.add(new byte[primitive.width], 0, primitive.width);
        }
    }
}

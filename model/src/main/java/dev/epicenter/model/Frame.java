package dev.epicenter.model;

/**
 * One frame of a recorded stack.
 *
 * @param type       binary class name such as {@code com.acme.Orders$Line}; as recorded, so hidden classes keep their suffix;
 *                   of native code the library's file name
 * @param method     method name, {@code <init>} for a constructor; of native code the function
 * @param descriptor JVM method descriptor such as {@code (Ljava/lang/String;)V}, empty when the recording lacks it, and
 *                   {@value #NATIVE} for native code
 * @param line       source line, 1 or more; 0 when unknown
 * @param module     the module's name, empty when unnamed or not recorded
 */
public record Frame(String type, String method, String descriptor, int line, String module) {
    /** In the place of a descriptor: the frame is native code's. */
    public static final String NATIVE = "(native)";

    /**
     * A frame of native code.
     *
     * @param library  file name such as {@code libzip.so}
     * @param function its name, or {@code ?}
     */
    public static Frame ofNative(String library, String function) {
        return new Frame(library, function, NATIVE, 0, "");
    }

    // Written out, since storms compare millions and what a record brings is slow until the optimising compiler has had
    // it.

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Frame f && line == f.line && sameMethod(f) && module.equals(f.module);
    }

    @Override
    public int hashCode() {
        return (type.hashCode() * 31 + method.hashCode()) * 31 + line;
    }

    /** Whether it is native code's. */
    public boolean isNative() {
        return descriptor.equals(NATIVE);
    }

    /** Class and method, as the JDK prints them: {@code com.acme.Orders.place}; of native code {@code libzip.so!inflate}. */
    public String qualifiedMethod() {
        return joined(type);
    }

    private String joined(String owner) {
        if (isNative()) {
            return method.equals("?") ? owner : owner + "!" + method;
        }
        return owner + "." + method;
    }

    /** As a stack trace line without the {@code at}: {@code com.acme.Orders.place:42}. */
    public String display() {
        return line > 0 ? qualifiedMethod() + ":" + line : qualifiedMethod();
    }

    /** Whether both frames are in the same method; the line may differ. */
    public boolean sameMethod(Frame other) {
        return method.equals(other.method) && type.equals(other.type) && descriptor.equals(other.descriptor);
    }

    /** Class name without its package, inner classes kept: {@code Orders$Line}; a library's name stays as it is. */
    public String simpleType() {
        return isNative() ? type : Names.simple(type);
    }

    /** Class without its package, method and line: {@code Orders.place:42}. */
    public String shortDisplay() {
        String name = joined(simpleType());
        return line > 0 ? name + ":" + line : name;
    }

    /** Whether the method takes a Throwable, going by the names of its parameter types. */
    public boolean takesThrowable() {
        int end = descriptor.indexOf(')');
        String parameters = end < 0 ? descriptor : descriptor.substring(0, end);
        for (String parameter : parameters.split(";")) {
            if (parameter.endsWith("Throwable") || parameter.endsWith("Exception") || parameter.endsWith("Error")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the method returns a Throwable, going by its type's name: a factory of exceptions. */
    public boolean returnsThrowable() {
        return descriptor.endsWith("Throwable;") || descriptor.endsWith("Exception;") || descriptor.endsWith("Error;");
    }
}

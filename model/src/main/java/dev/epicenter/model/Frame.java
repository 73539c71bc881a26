package dev.epicenter.model;

/**
 * One frame of a recorded stack.
 *
 * @param type       binary class name such as {@code com.acme.Orders$Line}; as recorded, so hidden classes keep their suffix
 * @param method     method name, {@code <init>} for a constructor
 * @param descriptor JVM method descriptor such as {@code (Ljava/lang/String;)V}, empty when the recording lacks it
 * @param line       source line, 1 or more; 0 when unknown
 * @param module     the module's name, empty when unnamed or not recorded
 */
public record Frame(String type, String method, String descriptor, int line, String module) {

    /** Class and method, as the JDK prints them: {@code com.acme.Orders.place}. */
    public String qualifiedMethod() {
        return type + "." + method;
    }

    /** As a stack trace line without the {@code at}: {@code com.acme.Orders.place:42}. */
    public String display() {
        return line > 0 ? qualifiedMethod() + ":" + line : qualifiedMethod();
    }

    /** Whether both frames are in the same method; the line may differ. */
    public boolean sameMethod(Frame other) {
        return method.equals(other.method) && type.equals(other.type) && descriptor.equals(other.descriptor);
    }

    /** Class name without its package, inner classes kept: {@code Orders$Line}. */
    public String simpleType() {
        return Names.simple(type);
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

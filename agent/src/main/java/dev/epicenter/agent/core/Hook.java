package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Part;
import org.jspecify.annotations.Nullable;

/**
 * A call of ours in a method of the JDK.
 *
 * @param part       what it is for
 * @param method     the JDK's method
 * @param descriptor its descriptor, null for all methods of that name
 * @param place      where in it
 * @param at         for {@link Place#AFTER_CALL} and {@link Place#BEFORE_CALL} the method called
 * @param hook       class and method of ours such as {@code FailureHooks.constructed}
 * @param signature  its descriptor
 * @param arguments  what it gets: {@code this}, {@code null}, the number of a parameter from 0, {@code top} for what is on the stack there
 *                   and stays, {@code name:descriptor} for a field of this, {@code a>b} for a field of a field or of {@code top}
 */
record Hook(
        Part part,
        String method,
        @Nullable String descriptor,
        Place place,
        String at,
        String hook,
        String signature,
        String... arguments) {

    /** Where a call is put. */
    enum Place {
        /** Before anything else. */
        ENTRY,
        /** Before each return. */
        EXIT,
        /** Before each return; what the hook gives is put into the field of this that {@code at} names. */
        EXIT_PUT,
        /** Before each return, and when it is left by an exception. The hook gets this, and the exception or null. */
        EXIT_ALWAYS,
        /** After each call of a method. */
        AFTER_CALL,
        /** Before each call of a method. */
        BEFORE_CALL
    }
}

package dev.epicenter.e2e.hostile;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;

/**
 * For each attack: a thread of that name dies by an exception of that class and message, thrown by code of that name. Each
 * argument is a secret, and becomes part of the name of a thread and of the message of the exception it dies by.
 */
public final class HostileProgram {
    /** Constants of a class file have at most 65,535 bytes. */
    private static final int LONGEST_NAME = 60_000;

    private HostileProgram() {}

    /** Runs it. */
    public static void main(String[] arguments)
            throws ReflectiveOperationException, java.io.IOException, InterruptedException {
        List<String> attacks = Attacks.all();
        for (int i = 0; i < attacks.size(); i++) {
            String attack = attacks.get(i);
            // Letters tell the classes apart; numbers would be taken for a compiler's.
            String name = "T" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + attack;
            fail(attack, attack, name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        }
        for (int i = 0; i < arguments.length; i++) {
            fail("worker " + arguments[i], "refused: " + arguments[i], "Refused" + (char) ('A' + i));
        }
    }

    private static void fail(String thread, String message, String name)
            throws ReflectiveOperationException, java.io.IOException, InterruptedException {
        Renamed classes = new Renamed();
        Constructor<?> failure = classes.define(HostileError.class, Renamed.className(name), Map.of())
                .getConstructor(String.class);
        Class<?> code = classes.define(
                HostileCode.class,
                "Code" + Renamed.className(name),
                Map.of("hostileMethod", "call" + Renamed.methodName(name)));
        Runnable work =
                (Runnable) code.getConstructor(Constructor.class, String.class).newInstance(failure, message);
        Thread worker = new Thread(work, thread);
        worker.setUncaughtExceptionHandler((t, e) -> {});
        worker.start();
        worker.join();
    }
}

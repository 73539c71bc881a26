package dev.epicenter.e2e.hostile;

import java.lang.reflect.Constructor;

/** Pattern of the code that throws: {@link Renamed} gives it and its method other names. */
public class HostileCode implements Runnable {
    private final Constructor<? extends RuntimeException> failure;
    private final String message;

    /** With what it throws. */
    public HostileCode(Constructor<? extends RuntimeException> failure, String message) {
        this.failure = failure;
        this.message = message;
    }

    @Override
    public void run() {
        hostileMethod();
    }

    private void hostileMethod() {
        try {
            throw failure.newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

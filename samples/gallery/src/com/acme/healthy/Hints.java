package com.acme.healthy;

/** Shows hints, or none while the circuit to their service is open; it opens for a moment and closes again. */
final class Hints {
    private static int withoutHints;

    private Hints() {}

    static final class CallNotPermittedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallNotPermittedException(String message) {
            super(message);
        }
    }

    static void show(int round) {
        try {
            if (round >= 40 && round < 52) {
                throw new CallNotPermittedException("CircuitBreaker 'hints' is OPEN and does not permit further calls");
            }
        } catch (CallNotPermittedException e) {
            withoutHints++;
        }
    }

    static int withoutHints() {
        return withoutHints;
    }
}

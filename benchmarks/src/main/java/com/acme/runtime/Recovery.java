package com.acme.runtime;

import com.acme.settlement.SettlementException;
import java.io.IOException;

/** Steps that catch what happens further in: wrap it, retry it, hide it, or make it worse. */
public final class Recovery {
    private static final int ATTEMPTS = 3;

    private Recovery() {}

    /** Wraps with a message of its own and keeps the cause. */
    public static void translate(Invocation invocation) throws Exception {
        try {
            invocation.proceed();
        } catch (Exception e) {
            throw new SettlementException("settlement step failed", e);
        }
    }

    /** Wraps without a message, so that the wrapper's message is the cause's {@code toString()}. */
    public static void rewrap(Invocation invocation) throws Exception {
        try {
            invocation.proceed();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws something new and drops what it caught. */
    public static void loseCause(Invocation invocation) throws Exception {
        try {
            invocation.proceed();
        } catch (Exception e) {
            throw new SettlementException("request rejected: " + e.getMessage());
        }
    }

    /** Tries three times and lets the last failure out. */
    public static void retry(Invocation invocation) throws Exception {
        int start = invocation.position();
        for (int attempt = 1; ; attempt++) {
            try {
                invocation.proceed();
                return;
            } catch (Exception e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                invocation.rewind(start);
            }
        }
    }

    /** Hides the failure: the caller believes that all went well. */
    public static void swallow(Invocation invocation) {
        try {
            invocation.proceed();
        } catch (Exception ignored) {
            // The point of this step.
        }
    }

    /** Holds a resource whose close fails too, so that a failure carries a suppressed one. */
    public static void closeBadly(Invocation invocation) throws Exception {
        try (Connection connection = new Connection()) {
            connection.use(invocation);
        }
    }

    private static final class Connection implements AutoCloseable {
        private boolean broken = true;

        void use(Invocation invocation) throws Exception {
            invocation.proceed();
            broken = false;
        }

        @Override
        public void close() throws IOException {
            if (broken) {
                throw new IOException("connection was reset while closing");
            }
        }
    }
}

package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers of parts of a trace: 64 bits that look like chance, a bijection of a counter that begins by chance. */
final class SpanIds {
    private static final AtomicLong LAST = new AtomicLong(ProcessSeed.number());

    private SpanIds() {}

    /** 16 hexadecimal digits, not all zero. */
    static String next() {
        long id;
        do {
            id = Backtrace.mix(0, LAST.incrementAndGet());
        } while (id == 0);
        return Hex.digits(id);
    }
}

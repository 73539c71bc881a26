package dev.epicenter.agent.runtime;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A number by chance, for what must differ between processes. */
final class ProcessSeed {
    private static final String RANDOM = "/dev/urandom";

    private ProcessSeed() {}

    /** Another one each time. */
    static long number() {
        long number = Backtrace.mix(System.nanoTime(), ProcessHandle.current().pid());
        number = Backtrace.mix(number, System.currentTimeMillis());
        number = Backtrace.mix(number, System.identityHashCode(new Object()));
        // Not java.security.SecureRandom, which takes longer to start than all the rest of the agent.
        try (InputStream in = new FileInputStream(RANDOM)) {
            for (int i = 0; i < 8; i++) {
                number = number << 8 ^ number >>> 56 ^ in.read();
            }
        } catch (IOException e) {
            // Not every system has it; then the above must do.
        }
        return number;
    }
}

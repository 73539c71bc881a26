package dev.epicenter.e2e;

import java.nio.file.Path;

/** Fatal error logs in the analyzer's tests; the README beside them says what each holds. */
final class CrashLogs {
    private CrashLogs() {}

    static Path named(String name) {
        return Product.ROOT.resolve("analyzer/src/test/resources/crash").resolve(name + ".log");
    }
}

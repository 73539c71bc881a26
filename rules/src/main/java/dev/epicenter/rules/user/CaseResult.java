package dev.epicenter.rules.user;

import java.util.List;

/**
 * What became of one test of a rule file.
 *
 * @param file     name of the file
 * @param line     where the test stands
 * @param name     of the test
 * @param failures what was not as expected, one sentence each; empty when it passed
 */
public record CaseResult(String file, int line, String name, List<String> failures) {
    public CaseResult {
        failures = List.copyOf(failures);
    }

    /** Whether all was as expected. */
    public boolean passed() {
        return failures.isEmpty();
    }
}

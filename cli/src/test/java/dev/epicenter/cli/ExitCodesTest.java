package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodesTest {
    @ParameterizedTest
    @CsvSource({
        "HEALTHY,            0, INFO,     0",
        "HEALTHY,           50, NEVER,    0",
        "HEALTHY,           50, INCIDENT, 0",
        "HEALTHY,           50, WARNING,  0",
        "HEALTHY,           50, INFO,     1",
        "HEALTHY,           90, INCIDENT, 0",
        "HEALTHY,           90, WARNING,  1",
        "HEALTHY,           90, INFO,     1",
        "INCIDENT,           0, NEVER,    0",
        "INCIDENT,           0, INCIDENT, 1",
        "INCIDENT,           0, WARNING,  1",
        "INCIDENT,           0, INFO,     1",
        "INSUFFICIENT_DATA,  0, NEVER,    4",
        "INSUFFICIENT_DATA, 90, WARNING,  4",
    })
    void followsFromVerdictAndTheWorstFinding(Verdict verdict, double score, FailOn failOn, int code) {
        assertThat(ExitCodes.of(Diagnoses.of(verdict, score), failOn)).isEqualTo(code);
    }
}

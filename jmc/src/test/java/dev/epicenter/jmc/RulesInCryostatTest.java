package dev.epicenter.jmc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryostat.core.reports.InterruptibleReportGenerator;
import io.cryostat.core.reports.InterruptibleReportGenerator.AnalysisResult;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Cryostat's own report generator finds our rules where they are on its class path, and gives what they say. */
class RulesInCryostatTest {
    @Test
    void speakInItsReports() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (InputStream recording = Files.newInputStream(Samples.file("order-service-17"))) {
            Map<String, AnalysisResult> report = new InterruptibleReportGenerator(workers)
                    .generateEvalMapInterruptibly(
                            recording, rule -> rule.getClass().getPackageName().startsWith("dev.epicenter."))
                    .get();

            assertThat(report).containsKeys("EpicenterRootCause", "EpicenterSqlFailed", "EpicenterDeadlock");
            assertThat(report.get("EpicenterRootCause")).isNotNull().satisfies(root -> {
                assertThat(root.getScore()).isGreaterThanOrEqualTo(75);
                assertThat(root.getTopic()).isEqualTo("java_application");
                assertThat(root.getEvaluation().getSummary())
                        .contains("It began with SQLException \"Lock wait timeout exceeded");
                assertThat(root.getEvaluation().getSolution()).isNotBlank();
            });
        } finally {
            workers.shutdownNow();
        }
    }
}

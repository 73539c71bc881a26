package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class PoolExhaustedRuleTest {
    private final Rule rule = new PoolExhaustedRule();

    @Test
    void namesVictimAndCulprit() {
        Story story = new Story();
        Failure leak = story.thrown(10, "report-1", "java.sql.SQLException", "bad column", "com.acme.Report.load:5");
        Failure victim = story.thrown(
                40, "http-1", "java.util.concurrent.TimeoutException", "no connection", "com.acme.Pool.borrow:8");
        story.led(leak, Relation.RESOURCE, victim, 0.7, "same-pool", "Both passed com.acme.Pool");
        story.incident(SymptomKind.REQUEST_FAILED, leak, victim, "A request failed");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .isEqualTo("TimeoutException at com.acme.Pool.borrow:8 \"no connection\" in thread http-1,"
                            + " recorded once from 12:00:40.000 UTC on, goes back to SQLException at com.acme.Report.load:5"
                            + " \"bad column\" at 12:00:10.000 UTC. Both passed com.acme.Pool.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @Test
    void firesOnALivePoolThatRefuses() {
        Story story = new Story();
        story.thrown(
                40,
                "http-1",
                "java.util.concurrent.RejectedExecutionException",
                "Task T rejected from java.util.concurrent.ThreadPoolExecutor@1[Running, pool size = 1, active threads = 1]",
                "com.acme.Web.hand:8");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void staysSilentWithoutExhaustion() {
        Story story = new Story();
        Failure oom = story.condition(10, Condition.OUT_OF_MEMORY, "");
        Failure victim =
                story.thrown(40, "http-1", "java.util.concurrent.TimeoutException", "", "com.acme.Pool.borrow:8");
        story.led(oom, Relation.RESOURCE, victim);

        assertThat(story.findings(rule)).as("memory has its own rule").isEmpty();
    }
}

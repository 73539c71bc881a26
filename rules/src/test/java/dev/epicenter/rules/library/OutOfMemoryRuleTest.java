package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import org.junit.jupiter.api.Test;

class OutOfMemoryRuleTest {
    private final Rule rule = new OutOfMemoryRule();

    @Test
    void firesOnTheConditionAndTellsTheHeap() {
        Story story = new Story();
        Failure oom = story.condition(50, Condition.OUT_OF_MEMORY, "Java heap space");
        story.incident(SymptomKind.OOM, oom, oom, "The heap was full").heapAfter(49, 510);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .startsWith("The heap ran out, first seen at 12:00:50.000 UTC")
                    .contains("510 MB of 512 MB were still in use (99%)");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.remedy()).contains("-XX:+HeapDumpOnOutOfMemoryError");
            assertThat(f.counter()).isNotEmpty();
        });
    }

    @Test
    void tellsDirectMemoryFromHeap() {
        Story story = new Story();
        story.thrown(
                50,
                "io-1",
                "java.lang.OutOfMemoryError",
                "Cannot reserve 1048576 bytes of direct buffer memory",
                "java.nio.Bits.reserveMemory:178");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.remedy())
                .contains("-XX:MaxDirectMemorySize"));
    }

    @Test
    void warnsOfAHeapThatStaysFull() {
        Story story = new Story().heapAfter(40, 500).heapAfter(45, 505).heapAfter(50, 510);

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.severity())
                .isEqualTo(Severity.INFO));
    }

    @Test
    void staysSilentWhenTheLastCollectionFreedTheHeap() {
        Story story = new Story().heapAfter(40, 500).heapAfter(45, 505).heapAfter(50, 120);
        story.thrown(50, "io-1", "java.lang.StackOverflowError", "", "com.acme.Tree.walk:7");

        assertThat(story.findings(rule)).isEmpty();
    }
}

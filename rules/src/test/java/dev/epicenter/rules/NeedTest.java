package dev.epicenter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeedTest {
    @Test
    void takesSilenceOfAnEventThatWasOnForAnAnswer() {
        assertThat(Need.THREAD_DUMPS.isMet(new Story().analysis())).isTrue();
        assertThat(Need.THREAD_DUMPS.isMet(
                        new Story().disabled("jdk.ThreadDump").analysis()))
                .isFalse();
    }

    @Test
    void isMetByOneOfSeveral() {
        Story story = new Story().disabled("jdk.GarbageCollection", "jdk.GCPhasePause");

        assertThat(Need.PAUSES.isMet(story.analysis())).isTrue();
        assertThat(Need.PAUSES.isMet(story.disabled("jdk.SafepointBegin").analysis()))
                .isFalse();
    }

    @Test
    void isNotMetByStockEventsWhereOnlyTheAgentSees() {
        assertThat(Need.HANDLERS.isMet(new Story().analysis())).isFalse();
        assertThat(Need.HANDLERS.isMet(
                        new Story().recordedBesides("epicenter.Handled", 3).analysis()))
                .isTrue();
        assertThat(Need.HANDLERS.display()).isEqualTo("catch blocks as they ran (Epicenter's agent)");
    }

    @Test
    void letsTheAgentStandInForExceptionsButNotForThreadDumps() {
        Story story = new Story()
                .disabled("jdk.JavaExceptionThrow", "jdk.ThreadDump")
                .recordedBesides("epicenter.Handled", 3);

        assertThat(Need.EXCEPTIONS.isMet(story.analysis())).isTrue();
        assertThat(Need.THREAD_DUMPS.isMet(story.analysis())).isFalse();
    }

    @Test
    void takesAnEventOfTheAgentForMissingUntilItHappened() {
        assertThat(Need.TASK_RUNS.isMet(
                        new Story().recordedBesides("epicenter.Handled", 3).analysis()))
                .as("off unless asked for")
                .isFalse();
        assertThat(Need.TASK_RUNS.isMet(
                        new Story().recordedBesides("epicenter.TaskRun", 3).analysis()))
                .isTrue();
    }
}

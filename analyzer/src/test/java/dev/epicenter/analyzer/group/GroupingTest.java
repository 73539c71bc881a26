package dev.epicenter.analyzer.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.reconstruct.Scene;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Reason;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final String RUN = "java.lang.Thread.run:840";

    private static Scene needleInWeather() {
        return new Scene()
                .weather(
                        50,
                        "w-1",
                        "java.lang.NumberFormatException",
                        "For input string: \"\"",
                        "com.acme.Parser.parse:3",
                        "com.acme.Web.get:9",
                        RUN)
                .throwing(
                        9000,
                        "pool-1",
                        "java.sql.SQLException",
                        "lock wait",
                        "com.acme.Repo.load:10",
                        "com.acme.Dao.get:20",
                        "com.acme.Orders.lambda$place$0:20",
                        "java.util.concurrent.FutureTask.run:264",
                        RUN)
                .wrapping(
                        9000.2,
                        "pool-1",
                        "com.acme.DaoException",
                        "load failed",
                        "com.acme.Dao.get:22",
                        "com.acme.Orders.lambda$place$0:20",
                        "java.util.concurrent.FutureTask.run:264",
                        RUN)
                .carrying(
                        9000.6,
                        "http-1",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.FutureTask.report:122",
                        "com.acme.Orders.place:22",
                        RUN);
    }

    @Test
    void namesTheRareRootAndNotTheLoudWeather() {
        Analysis analysis = needleInWeather().analysis();
        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        Incident worst = analysis.incidents().get(0);
        assertThat(analysis.graph().failure(worst.root().failure()).type()).isEqualTo("java.sql.SQLException");
        assertThat(worst.symptom().kind()).isEqualTo(SymptomKind.REQUEST_FAILED);
        assertThat(worst.chain()).hasSize(2);
    }

    @Test
    void theReasonsAddUpToTheConfidence() {
        Incident worst = needleInWeather().analysis().incidents().get(0);
        double sum = worst.root().why().stream().mapToDouble(Reason::points).sum();
        assertThat(worst.root().confidence()).isCloseTo(sum, Offset.offset(0.002));
    }

    @Test
    void callsWeatherHealthy() {
        Analysis analysis = new Scene()
                .weather(
                        50,
                        "w-1",
                        "java.lang.NumberFormatException",
                        "x",
                        "com.acme.Parser.parse:3",
                        "com.acme.Web.get:9",
                        RUN)
                .weather(
                        170,
                        "w-2",
                        "java.util.NoSuchElementException",
                        "none",
                        "com.acme.Cache.get:3",
                        "com.acme.Web.get:11",
                        RUN)
                .analysis();
        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(analysis.incidents()).isEmpty();
    }

    @Test
    void abstainsWhenTheThrowEventWasOff() {
        Analysis analysis = new Scene().disabled("jdk.JavaExceptionThrow", 500).analysis();
        assertThat(analysis.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(analysis.verdictReasons().get(0)).contains("switched off");
    }

    @Test
    void abstainsWhenHardlyAnythingThatWasThrownIsRecordedButNotForTheFewOfEveryStart() {
        assertThat(new Scene().counted(500).analysis().verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(new Scene().counted(4).analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void theFingerprintSurvivesOtherLinesAndLambdas() {
        String one = needleInWeather().analysis().incidents().get(0).fingerprint();
        String two = new Scene()
                .throwing(
                        3000,
                        "pool-4",
                        "java.sql.SQLException",
                        "other text",
                        "com.acme.Repo.load:99",
                        "com.acme.Dao.get:87",
                        "com.acme.Orders.lambda$place$7:55",
                        "java.util.concurrent.FutureTask.run:300",
                        RUN)
                .wrapping(
                        3000.2,
                        "pool-4",
                        "com.acme.DaoException",
                        "load failed",
                        "com.acme.Dao.get:90",
                        "com.acme.Orders.lambda$place$7:55",
                        "java.util.concurrent.FutureTask.run:300",
                        RUN)
                .carrying(
                        3000.6,
                        "http-9",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.FutureTask.report:130",
                        "com.acme.Orders.place:60",
                        RUN)
                .analysis()
                .incidents()
                .get(0)
                .fingerprint();
        assertThat(one).startsWith("v1:").isEqualTo(two);
    }
}

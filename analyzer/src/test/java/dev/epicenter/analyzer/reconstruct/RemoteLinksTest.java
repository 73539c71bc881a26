package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes, the second of which answers requests of the first. */
class RemoteLinksTest {
    private static final String RUN = "java.lang.Thread.run:840";

    /** A request that took 40 ms, of which the server worked 30; its clock is so much ahead. */
    private static Scene stock(double ahead, long failure) {
        return new Scene()
                .throwing(515 + ahead, "exchange-1", "com.acme.LockException", "row", "com.acme.Stock.take:10", RUN)
                .number(9)
                .agent(new AgentTold()
                        .request(true, 505 + ahead, 30, "exchange-1", "span-b", "span-a", 500, failure)
                        .request(true, 905 + ahead, 1, "exchange-1", "span-d", "span-c", 200, 0));
    }

    private static Scene shop(long failure, int status) {
        return new Scene()
                .throwing(541, "http-1", "com.acme.ShopException", "stock answered 500", "com.acme.Shop.buy:20", RUN)
                .number(4)
                .agent(new AgentTold()
                        .request(false, 500, 40, "http-1", "span-a", "", status, failure)
                        .request(false, 900, 8, "http-1", "span-c", "", 200, 0));
    }

    private static Analysis together(Scene... scenes) {
        return Analyzer.analyze(Arrays.stream(scenes).map(Scene::events).toList(), List.of(), AnalyzerOptions.DEFAULT);
    }

    private static List<Link> remote(Analysis all) {
        return all.graph().links().stream()
                .filter(link -> link.relation() == Relation.REMOTE)
                .toList();
    }

    @Test
    void joinsWhatFailedInTwoProcessesByTheRequest() {
        Analysis all = together(shop(4, 0), stock(0, 9));
        Link link = remote(all).get(0);
        assertThat(Scene.told(all.graph(), link)).isEqualTo("LockException -remote-> ShopException");
        assertThat(link.certainty()).isEqualTo(Certainty.OBSERVED);
        assertThat(all.graph().failure(link.from()).thread().process()).isEqualTo(1);
        assertThat(all.dataLoss().notes().get(0)).contains("linked to those of another by 1 request(s)");
    }

    @Test
    void showsTheTimelineOfTheProcessWhereItBegan() {
        Analysis all = together(shop(4, 0), stock(2_000, 9).pause(2_300, 150));
        assertThat(all.timeline()).isEqualTo(all.processes().get(1).facts().timeline());
        assertThat(Duration.between(
                                Scene.at(300), all.timeline().pauses().get(0).start())
                        .abs())
                .as("on the clock of the first")
                .isLessThan(Duration.ofMillis(5));
        assertThat(all.processes().get(0).facts().timeline().pauses()).isEmpty();
    }

    @Test
    void concludesWhatAFailedAnswerLedTo() {
        Analysis all = together(shop(0, 500), stock(0, 9));
        Link link = remote(all).get(0);
        assertThat(link.certainty()).isEqualTo(Certainty.INFERRED);
        assertThat(link.confidence()).isBetween(0.8, 0.98);
        assertThat(remote(together(shop(0, 200), stock(0, 9)))).isEmpty();
    }

    @Test
    void bringsTheClocksTogether() {
        Analysis all = together(shop(4, 0), stock(2_000, 9));
        ClockOffset clock = all.processes().get(1).clock();
        // The second request: sent at 900, arrived at 905, answered at 906, got at 908. Ahead by 1998 to 2005 ms.
        assertThat(clock.offset()).isBetween(Duration.ofMillis(-2_005), Duration.ofMillis(-1_998));
        assertThat(clock.uncertainty()).isBetween(Duration.ofMillis(3), Duration.ofMillis(4));
        assertThat(clock.text()).contains("ahead of").contains("2 request(s)");
        Failure root = all.graph().failure(remote(all).get(0).from());
        assertThat(Duration.between(Scene.at(515), root.at()).abs()).isLessThan(Duration.ofMillis(5));
        assertThat(root.id()).isZero();
    }

    @Test
    void leavesClocksAloneThatMayAgree() {
        ClockOffset clock = together(shop(4, 0), stock(1, 9)).processes().get(1).clock();
        assertThat(clock.offset()).isZero();
        assertThat(clock.uncertainty()).isPositive();
        assertThat(clock.text()).contains("agrees");
    }

    @Test
    void takesTheFastestRequestWhereTheyContradictEachOther() {
        Scene set = new Scene()
                .agent(new AgentTold()
                        .request(true, 505, 30, "exchange-1", "span-b", "span-a", 200, 0)
                        .request(true, 5_905, 1, "exchange-1", "span-d", "span-c", 200, 0));
        ClockOffset clock = together(shop(0, 200), set).processes().get(1).clock();
        assertThat(clock.offset()).isBetween(Duration.ofMillis(-5_005), Duration.ofMillis(-4_996));
        assertThat(clock.text()).contains("contradict");
    }

    @Test
    void saysWhenNoRequestJoinsProcesses() {
        Analysis all = together(shop(4, 0), new Scene());
        assertThat(remote(all)).isEmpty();
        assertThat(all.dataLoss().notes().get(0)).contains("not linked");
    }
}

package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that nothing but their distance in time joins. */
class EchoFinderTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final int[] TIMES = {6_700, 8_100, 9_350, 11_900, 13_020, 15_400, 17_333};

    /** A callback that throws before it answers, and who waits for the answer. */
    private static Scene callbacks(String message, double... after) {
        Scene scene = new Scene();
        for (int i = 0; i < TIMES.length; i++) {
            scene.throwing(
                            TIMES[i],
                            "pool-" + i % 2,
                            "java.util.NoSuchElementException",
                            "key not found: K",
                            "com.acme.Terms.base:11",
                            "com.acme.Loans.callback:9",
                            RUN)
                    .throwing(
                            TIMES[i] + after[i % after.length],
                            "desk",
                            "com.acme.NoAnswerException",
                            message,
                            "lib.Await.result:120",
                            "com.acme.Desk.lend:24",
                            RUN);
        }
        return scene;
    }

    private static List<Link> links(FailureGraph graph) {
        return graph.links().stream()
                .filter(l -> graph.failure(l.to()).type().equals("com.acme.NoAnswerException"))
                .toList();
    }

    @Test
    void whatFollowsAFailureAtOneDistanceAgainAndAgainCameOfIt() {
        Scene scene = callbacks("no answer", 900, 903, 901);

        List<Link> links = links(scene.graph());

        assertThat(links).hasSize(TIMES.length).allSatisfy(l -> {
            assertThat(l.relation()).isEqualTo(Relation.ASYNC);
            assertThat(l.evidence()).anyMatch(e -> e.name().equals("again-and-again"));
        });
        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void atEverOtherDistancesItDidNot() {
        assertThat(links(callbacks("no answer", 900, 350, 620, 1_210, 80, 500, 1_030)
                        .graph()))
                .isEmpty();
    }

    @Test
    void whatIsThrownAllTheTimeIsNearEverything() {
        Scene scene = callbacks("no answer", 900)
                .weather(
                        20,
                        "w",
                        "java.lang.NumberFormatException",
                        "x",
                        "com.acme.Parser.parse:3",
                        "com.acme.Web.get:9",
                        RUN);

        FailureGraph graph = scene.graph();

        assertThat(links(graph))
                .allMatch(l -> !graph.failure(l.from()).type().equals("java.lang.NumberFormatException"));
    }

    @Test
    void theNextStatementInWhatTheFirstLeftBrokenFailsOfItsState() {
        Scene scene = new Scene()
                .weather(
                        90,
                        "desk",
                        "db.SqlException",
                        "duplicate key 7",
                        "db.Driver.receive:9",
                        "com.acme.Patients.add:20",
                        RUN);
        for (int time : TIMES) {
            scene.throwing(
                            time,
                            "desk",
                            "db.SqlException",
                            "value too long",
                            "db.Driver.receive:9",
                            "com.acme.Notes.write:35",
                            RUN)
                    .throwing(
                            time + 1.2,
                            "desk",
                            "db.SqlException",
                            "transaction is aborted",
                            "db.Driver.receive:9",
                            "com.acme.Visits.insert:43",
                            RUN);
        }

        FailureGraph graph = scene.graph();

        assertThat(graph.links())
                .filteredOn(l -> graph.failure(l.to()).message().orElse("").contains("aborted"))
                .hasSize(TIMES.length)
                .allMatch(l -> l.relation() == Relation.STATE
                        && graph.failure(l.from()).message().orElse("").contains("too long"));
    }
}

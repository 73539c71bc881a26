package dev.epicenter.analyzer.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.reconstruct.Scene;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Incident;
import dev.epicenter.model.SymptomKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several incidents that nothing links comes first. */
class PrecedenceTest {
    private static final String RUN = "java.lang.Thread.run:840";

    /** A worker dies in the middle of the recording. */
    private static Scene deadWorker() {
        return new Scene()
                .throwing(
                        9000,
                        "loader",
                        "java.lang.ArithmeticException",
                        "integer overflow",
                        "com.acme.Prices.cents:20",
                        "com.acme.Loader.run:9",
                        RUN)
                .ends(9010, "loader");
    }

    private static List<String> roots(Analysis analysis) {
        return analysis.incidents().stream()
                .map(i -> analysis.graph().failure(i.root().failure()).type())
                .toList();
    }

    @Test
    void whatFailedBeforeAKillComesBeforeIt() {
        assertThat(roots(deadWorker().breaksOff().analysis()))
                .containsExactly("java.lang.ArithmeticException", "jvm.killed");
        assertThat(roots(new Scene().breaksOff().analysis())).containsExactly("jvm.killed");
    }

    @Test
    void whatCameWithTheEndComesAfterWhatWasWrongBefore() {
        Analysis analysis = deadWorker()
                .throwing(
                        19_800,
                        "w-1",
                        "com.acme.SchedulerException",
                        "cannot enqueue after shutdown",
                        "com.acme.Timer.enqueue:8",
                        "com.acme.Web.get:3",
                        RUN)
                .wrapping(19_800.1, "w-1", "com.acme.WebException", "already closed", "com.acme.Web.get:5", RUN)
                .shutdown(19_900, "Shutdown requested from Java", "main", "com.acme.Main.main:9")
                .analysis();
        assertThat(roots(analysis)).containsExactly("java.lang.ArithmeticException", "com.acme.SchedulerException");
    }

    @Test
    void whatALibraryMetAtTheStartComesAfterWhatFailedLater() {
        String[] deep = {
            "org.springframework.A.a:1",
            "org.springframework.B.b:1",
            "org.springframework.C.c:1",
            "org.springframework.D.d:1",
            "org.springframework.E.e:1",
            "com.acme.Main.main:3"
        };
        String[] outer = {
            "org.springframework.B.b:2",
            "org.springframework.C.c:1",
            "org.springframework.D.d:1",
            "org.springframework.E.e:1",
            "org.springframework.F.f:1",
            "com.acme.Main.main:3"
        };
        Analysis analysis = deadWorker()
                .throwing(300, "main", "org.springframework.MissingException", "no such setting", deep)
                .wrapping(300.1, "main", "org.springframework.ConfigException", "no such setting", outer)
                .analysis();
        assertThat(roots(analysis)).startsWith("java.lang.ArithmeticException");
    }

    @Test
    void noMemoryIsNoOrdinaryFailure() {
        Analysis analysis = new Scene()
                .throwing(
                        9000,
                        "w-1",
                        "java.lang.OutOfMemoryError",
                        "unable to create native thread",
                        "java.lang.Thread.start0:-2",
                        "com.acme.Feed.watch:15",
                        RUN)
                .analysis();
        Incident incident = analysis.incidents().get(0);
        assertThat(incident.symptom().kind()).isEqualTo(SymptomKind.OOM);
        assertThat(incident.score()).isGreaterThan(70);
    }
}

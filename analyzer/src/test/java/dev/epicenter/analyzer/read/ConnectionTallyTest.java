package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.model.Machine.Connections;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTallyTest {
    @Test
    void countsSecondsWithoutAnyAndTakesNeighboursTogether() {
        ConnectionTally tally = new ConnectionTally(2);
        tally.add(Map.of(100L, 4, 103L, 6));
        tally.add(Map.of(101L, 2));

        assertThat(tally.all())
                .containsExactly(
                        new Connections(Instant.ofEpochSecond(101), 3), new Connections(Instant.ofEpochSecond(103), 3));
        assertThat(new ConnectionTally(2).all()).isEmpty();
    }

    /** Three clients that wait 300 ms for each answer, and the three ends that serve them, which do not wait. */
    @Test
    void seesThoseThatThreadsWaitFor(@TempDir Path folder) throws Exception {
        Path recording = ForkedJvm.running(folder)
                .record(
                        """
                        import java.net.*;
                        public class Program {
                            public static void main(String[] args) throws Exception {
                                ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                                for (int i = 0; i < 3; i++) {
                                    Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                                    Socket end = server.accept();
                                    start(() -> { while (true) { Thread.sleep(300); end.getOutputStream().write(1); } });
                                    start(() -> { while (true) client.getInputStream().read(); });
                                }
                                Thread.sleep(4000);
                                System.exit(0);
                            }
                            interface Work { void run() throws Exception; }
                            static void start(Work work) {
                                Thread thread = new Thread(() -> { try { work.run(); } catch (Exception e) { } });
                                thread.setDaemon(true);
                                thread.start();
                            }
                        }
                        """,
                        "settings=default");

        List<Connections> seen = Analyzer.analyze(List.of(recording), AnalyzerOptions.DEFAULT, ReadProgress.NONE)
                .machine()
                .connections();

        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
        assertThat(seen.subList(1, seen.size() - 1))
                .allSatisfy(c -> assertThat(c.atWork()).isCloseTo(3, within(0.01)));
    }
}

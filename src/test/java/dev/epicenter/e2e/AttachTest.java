package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.tools.ToolProvider;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code epicenter attach} and {@code epicenter agent}, with JVMs that run. */
class AttachTest {
    private static final String SHOP =
            """
            import java.util.concurrent.*;
            public class %s {
                static class NoStock extends RuntimeException { NoStock(String m) { super(m); } }
                static void order(int n) { if (n %% 3 == 2) throw new NoStock("sku " + n); }
                public static void main(String[] arguments) throws Exception {
                    ExecutorService pool = Executors.newFixedThreadPool(2);
                    for (int n = 0; ; n++) {
                        take(pool, n);
                        Thread.sleep(50);
                    }
                }
                static void take(ExecutorService pool, int n) throws InterruptedException {
                    Future<?> order = pool.submit(() -> order(n));
                    try { order.get(); } catch (ExecutionException e) { System.out.println(e.getMessage()); }
                }
            }
            """;

    /** Started as quickly as the launcher does. */
    private static final String ATTACH = "${PRODUCT/ -jar/ -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar} attach";

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    AttachTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void recordsAJvmWithTheAgentAndLeavesItAsItWas() throws Exception {
        Process shop = start(java17(), "Bakery");
        Path recording = folder.resolve("kept.jfr");
        Path report = folder.resolve("report.html");

        Product.Run run = attach(
                "Bakery",
                "--until-failure",
                "NoStock: sku",
                "--duration",
                "100s",
                "--recording",
                recording,
                "-o",
                report);

        assertThat(run.err())
                .contains(
                        "Recording " + shop.pid() + "  Bakery\n",
                        "What was waited for came: Bakery$NoStock at Bakery.order in thread pool-1-thread-",
                        "; the agent is off and all classes have their code back")
                .hasLineCount(3);
        assertThat(report).content().startsWith("<!DOCTYPE html>");
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events)
                .filteredOn(e -> e.getEventType().getName().equals("epicenter.Failure"))
                .anySatisfy(e -> assertThat(e.getString("message")).startsWith("sku "));
        assertThat(events)
                .extracting(e -> e.getEventType().getName())
                .contains("epicenter.TaskFailed", "epicenter.OutcomeFetched");
        assertThat(command(shop, "JFR.check")).contains("No available recordings");
        assertThat(shop.isAlive()).isTrue();
        // What loading an agent leaves for ever is there; what it did is not: a second time all is woven anew.
        Path again = folder.resolve("again.jfr");
        attach(shop.pid(), "--duration", "2s", "--recording", again, "-o", report);
        assertThat(RecordingFile.readAllEvents(again))
                .filteredOn(e -> e.getEventType().getName().equals("epicenter.FailureHandled"))
                .isNotEmpty();
    }

    @Test
    void recordsStockEventsIfTold() throws Exception {
        Process shop = start(java17(), "Butcher", "-XX:-UsePerfData");

        Path recording = folder.resolve("stock.jfr");

        Product.Run run = attach(
                shop.pid(),
                "--no-agent",
                "--only",
                "thin-data",
                "--until-failure",
                "sku",
                "--recording",
                recording,
                "--format",
                "json");

        assertThat(run.err())
                .contains("(without the agent)", "What was waited for came: Butcher$NoStock", "; nothing stays in it");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("verdict").asText()).isNotEqualTo("insufficient-data");
        // Whatever the verdict: the program handles what it throws.
        assertThat(json.get("findings")).anySatisfy(finding -> {
            assertThat(finding.get("rule").asText()).isEqualTo("awaited-failure");
            assertThat(finding.get("summary").asText()).contains("'sku' came", "NoStock at Butcher.order");
        });
        assertThat(RecordingFile.readAllEvents(recording))
                .filteredOn(e -> e.getEventType().getName().equals("jdk.JavaExceptionThrow"))
                .anySatisfy(e -> assertThat(e.getString("message")).startsWith("sku "));
        assertThat(command(shop, "JFR.check")).contains("No available recordings");
    }

    @Test
    void writesTheReportWhenInterrupted() throws Exception {
        start(java17(), "Grocer");
        Path report = folder.resolve("interrupted.json");

        Product.Run run = Product.shell(
                folder,
                environment(),
                // As Ctrl-C does; that itself is ignored in what a background job starts.
                ATTACH + " Grocer --only thin-data -o interrupted.json 2> err.txt & pid=$!; "
                        + "until grep -q Recording err.txt; do sleep 0.2; done; sleep 3; kill -TERM $pid; wait $pid");

        assertThat(run.code()).isEqualTo(143);
        assertThat(folder.resolve("err.txt")).content().contains("Ended by you; the agent is off");
        assertThat(new ObjectMapper().readTree(report.toFile()).get("verdict")).isNotNull();
    }

    @Test
    void asksWhichOneIfSeveralFit() throws Exception {
        Process one = start(java17(), "Twin");
        Process other = start(java17(), "Twin");

        Product.Run run = attach("^Twi", "--duration", "1s");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("  " + one.pid() + "  Twin", "  " + other.pid() + "  Twin", "2 JVMs have '^Twi'")
                .hasLineCount(3);
        Product.Run list = attach();
        assertThat(list.code()).isZero();
        assertThat(list.out()).contains(one.pid() + "  Twin\n", other.pid() + "  Twin\n");
        Product.Run none = attach("NoSuchMainClass", "--duration", "1s");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no JVM has 'NoSuchMainClass'");
    }

    @Test
    void saysInOneLineWhyItCannot() throws Exception {
        Process closed = start(java17(), "Closed", "-XX:+DisableAttachMechanism");
        refused(closed.pid(), "was started with -XX:+DisableAttachMechanism");
        refused(999_999_999L, "there is no process 999999999");
        Process sleep = new ProcessBuilder("sleep", "60").start();
        started.add(sleep);
        refused(sleep.pid(), "is no JVM");
        Product.Run unwritable = attach(closed.pid(), "-o", folder.resolve("missing/report.html"));
        assertThat(unwritable.code()).isEqualTo(2);
        assertThat(attach("x", "--duration", "soon").err()).contains("'soon' is no time; write 90s, 5m or 1h");
    }

    @Test
    void worksOnNewerJvmsAndSaysWhatTheyWarnOf() throws Exception {
        Path java25 = java25();
        Process shop = start(java25, "Modern");
        Path recording = folder.resolve("modern.jfr");
        Product.Run run =
                attach(shop.pid(), "--duration", "3s", "--recording", recording, "-o", folder.resolve("r.txt"));
        assertThat(run.err()).contains("Java 25 warns on that JVM's standard error");
        assertThat(RecordingFile.readAllEvents(recording))
                .extracting(e -> e.getEventType().getName())
                .contains("epicenter.Failure", "epicenter.FailureHandled", "epicenter.TaskFailed");

        Process strict = start(java25, "Strict", "-XX:-EnableDynamicAgentLoading");
        refused(strict.pid(), "was started with -XX:-EnableDynamicAgentLoading");
    }

    @Test
    void recordsWhatAJvmThatEndsMeanwhileLeaves() throws Exception {
        Process shop = start(java17(), "Brief");
        Path recording = folder.resolve("brief.jfr");
        Thread killer = new Thread(() -> {
            until(() -> Files.exists(folder.resolve("err.txt")) && contains("err.txt", "Recording"));
            sleep(2000);
            shop.destroy();
        });
        killer.start();

        Product.Run run = Product.shell(
                folder,
                environment(),
                ATTACH + " Brief --only thin-data --recording brief.jfr -o brief.json 2> err.txt");

        assertThat(contains("err.txt", "The JVM has ended")).isTrue();
        assertThat(run.code()).isLessThan(5);
        assertThat(RecordingFile.readAllEvents(recording))
                .extracting(e -> e.getEventType().getName())
                .contains("epicenter.Failure", "jdk.Shutdown");
    }

    @Test
    void writesTheAgentAndTellsHowToUseIt() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("with space"));
        Product.Run run = Product.run("agent", "-o", odd);
        assertThat(run.code()).isZero();
        Path jar = odd.resolve("epicenter-agent.jar");
        assertThat(jar).hasSameBinaryContentAs(Product.ROOT.resolve("agent/target/epicenter-agent.jar"));
        Optional<String> flags =
                run.out().lines().filter(l -> l.contains("java '-javaagent:")).findFirst();
        assertThat(flags).isPresent();

        compile("Started");
        Product.Run started = Product.shell(
                folder,
                Map.of(),
                flags.get().replace(" java ", " " + java17() + " ").replace("-jar app.jar", "-version"));
        assertThat(started.code()).as(started.err()).isZero();
        assertThat(Product.files(folder, ".jfr")).hasSize(1);
        assertThat(Product.run("agent", "-o", folder.resolve("missing")).code()).isEqualTo(2);
    }

    private void refused(long pid, String why) {
        Product.Run run = attach(pid, "--duration", "1s");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("epicenter: ").contains(why).hasLineCount(1);
    }

    private Product.Run attach(Object... arguments) {
        StringBuilder line = new StringBuilder(ATTACH);
        for (Object argument : arguments) {
            line.append(" '").append(argument).append('\'');
        }
        return Product.shell(folder, environment(), line.toString());
    }

    private Map<String, String> environment() {
        return Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    private Process start(Path java, String main, String... options) throws IOException {
        compile(main);
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", folder.toString(), main));
        Path out = Files.createTempFile(folder, main, ".out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve(main + ".err").toFile())
                .start();
        started.add(process);
        until(() -> contains(out.getFileName().toString(), "NoStock"));
        return process;
    }

    private void compile(String main) throws IOException {
        Path source = Files.writeString(folder.resolve(main + ".java"), SHOP.formatted(main));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString()))
                .isZero();
    }

    private static String command(Process jvm, String command) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(jvm.pid()),
                        command)
                .start();
        String out = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return out;
    }

    private boolean contains(String file, String text) {
        try {
            return Files.readString(folder.resolve(file)).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            sleep(100);
        }
        assertThat(condition.getAsBoolean()).as("within a minute").isTrue();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path java17() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path java25() {
        return Product.jdk25("attaching to a JVM of JDK 25").resolve("bin").resolve("java");
    }
}

package dev.epicenter.agent;

import static dev.epicenter.agent.Run.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests carry from process to process, and what comes from tracing and goes to logging. */
class RequestsTest {
    private static final String HTTP =
            """
            import com.sun.net.httpserver.*;
            import java.net.*;
            import java.net.http.*;
            import java.util.concurrent.*;

            public class Program {
                static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
                public static void main(String[] arguments) throws Exception {
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
                    server.setExecutor(Executors.newFixedThreadPool(2));
                    server.createContext("/ok", e -> {
                        System.out.println(e.getRequestHeaders().getFirst("traceparent").length());
                        e.sendResponseHeaders(200, -1);
                        e.close();
                    });
                    server.createContext("/bad", e -> {
                        try { throw new IllegalStateException("no stock"); }
                        catch (IllegalStateException x) { e.sendResponseHeaders(503, -1); e.close(); }
                    });
                    server.createContext("/torn", e -> { throw new IllegalArgumentException("torn"); });
                    server.start();
                    HttpClient client = HttpClient.newHttpClient();
                    String base = "http://127.0.0.1:" + server.getAddress().getPort();
                    HttpResponse.BodyHandler<String> body = HttpResponse.BodyHandlers.ofString();
                    HttpRequest plain = HttpRequest.newBuilder(URI.create(base + "/ok?secret=1")).build();
                    System.out.println(client.send(plain, body).statusCode() + " " + plain.headers().map());
                    HttpRequest traced = HttpRequest.newBuilder(URI.create(base + "/ok")).header("traceparent", GIVEN).build();
                    System.out.println(client.sendAsync(traced, body).get().statusCode());
                    System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/bad")).build(), body).statusCode());
                    HttpRequest torn = HttpRequest.newBuilder(URI.create(base + "/torn")).POST(HttpRequest.BodyPublishers.ofString("x")).build();
                    try { client.send(torn, body); } catch (java.io.IOException e) { System.out.println("torn"); }
                    // The client's event is written by its own thread, maybe after the response is here.
                    Thread.sleep(2000);
                    System.exit(0);
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void joinsCallerAndCalleeOverHttp(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory).compile(HTTP).run().isSound();
        assertThat(run.out).isEqualTo("55\n200 {}\n55\n200\n503\ntorn\n");
        assertThat(run.err).isEmpty();

        for (String path : List.of("/ok", "/bad", "/torn")) {
            for (RecordedEvent client : run.events("ClientRequest").stream()
                    .filter(e -> e.getString("target").endsWith(path))
                    .toList()) {
                RecordedEvent server = run.event(
                        "ServerRequest",
                        e -> e.getString("path").equals(path)
                                && client.getString("spanId").equals(e.getString("parentSpanId")));
                assertThat(server.getString("traceId")).isEqualTo(client.getString("traceId"));
                assertThat(server.getInt("status")).isEqualTo(client.getInt("status"));
            }
        }
        assertThat(run.events("ClientRequest")).hasSize(4).noneMatch(e -> e.getString("target")
                .contains("secret"));
        RecordedEvent given = run.event("ServerRequest", e -> "b7ad6b7169203331".equals(e.getString("parentSpanId")));
        assertThat(given.getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");

        // A failure that the handler handled belongs to the request, by task and by trace.
        RecordedEvent bad = run.event("ServerRequest", e -> e.getString("path").equals("/bad"));
        RecordedEvent stock = run.failure("IllegalStateException");
        assertThat(stock.getLong("currentTaskId")).isEqualTo(bad.getLong("taskId"));
        assertThat(stock.getString("traceId")).isEqualTo(bad.getString("traceId"));
        RecordedEvent torn = run.event("ServerRequest", e -> e.getString("path").equals("/torn"));
        assertThat(torn.getLong("failureId")).isEqualTo(id(run.failure("IllegalArgumentException")));
        assertThat(torn.getString("method")).isEqualTo("POST");
        assertThat(run.event("ClientRequest", e -> e.getString("target").endsWith("/torn"))
                        .getLong("failureId"))
                .isPositive();
    }

    /** The JDK's other client: headers are the application's until it connects, answers and exceptions are what they were. */
    private static final String URLS =
            """
            import com.sun.net.httpserver.*;
            import java.io.*;
            import java.net.*;
            import java.util.*;
            import java.util.concurrent.*;

            public class Program {
                static String base;
                static HttpURLConnection to(String path) throws IOException {
                    return (HttpURLConnection) new URL(base + path).openConnection();
                }
                public static void main(String[] arguments) throws Exception {
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
                    List<String> headers = new CopyOnWriteArrayList<>();
                    server.createContext("/ok", e -> {
                        headers.add(String.valueOf(e.getRequestHeaders().get("traceparent")));
                        byte[] body = e.getRequestBody().readAllBytes();
                        e.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                        e.getResponseBody().write(body);
                        e.close();
                    });
                    server.createContext("/bad", e -> { e.sendResponseHeaders(503, -1); e.close(); });
                    server.createContext("/moved", e -> {
                        e.getResponseHeaders().add("Location", "/ok");
                        e.sendResponseHeaders(302, -1);
                        e.close();
                    });
                    server.start();
                    base = "http://127.0.0.1:" + server.getAddress().getPort();

                    HttpURLConnection plain = to("/ok?secret=1");
                    System.out.println(plain.getRequestProperties() + " " + plain.getResponseCode());
                    HttpURLConnection traced = to("/ok");
                    traced.setRequestProperty("TraceParent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                    System.out.println(traced.getResponseCode());
                    HttpURLConnection odd = to("/ok");
                    odd.setRequestProperty("traceparent", "none of your business");
                    System.out.println(odd.getResponseCode());
                    HttpURLConnection post = to("/ok");
                    post.setDoOutput(true);
                    post.getOutputStream().write(new byte[] {'x'});
                    System.out.println((char) post.getInputStream().read());
                    System.out.println(to("/moved").getResponseCode());
                    HttpURLConnection bad = to("/bad");
                    try { bad.getInputStream(); } catch (IOException e) { System.out.println(e.getMessage().replace(base, "")); }
                    System.out.println(bad.getResponseCode());
                    try (ServerSocket closed = new ServerSocket(0)) { base = "http://127.0.0.1:" + closed.getLocalPort(); }
                    HttpURLConnection gone = to("/gone");
                    for (int i = 0; i < 2; i++) {
                        try { gone.connect(); System.out.println("connected"); }
                        catch (ConnectException e) { System.out.println("refused"); }
                    }
                    System.err.println(headers);
                    System.exit(0);
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void joinsCallerAndCalleeOverUrlConnectionsAndChangesNothingElse(Jdk jdk, @TempDir Path directory)
            throws Exception {
        AgentJvm compiled = new AgentJvm(jdk, Files.createDirectory(directory.resolve("alone")))
                .withoutAgent()
                .compile(URLS);
        Run alone = compiled.runPlain(directory);
        Run run = new AgentJvm(jdk, Files.createDirectory(directory.resolve("together")))
                .compile(URLS)
                .run()
                .isSound();
        assertThat(run.out)
                .isEqualTo(alone.out)
                .startsWith("{} 200\n200\n200\nx\n200\nServer returned HTTP response code: 503 for URL: /bad\n503\n"
                        + "refused\nrefused\n");
        assertThat(run.err)
                .matches(
                        "(?s)\\[\\[00-\\w{32}-\\w{16}-01], \\[00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01], "
                                + "\\[none of your business], \\[00-\\w{32}-\\w{16}-01], \\[00-\\w{32}-\\w{16}-01]]\\s*");

        assertThat(run.events("ClientRequest"))
                .extracting(
                        e -> e.getString("method") + " " + e.getString("target").replaceFirst(".*:\\d+", "") + " "
                                + e.getInt("status") + (e.getLong("failureId") == 0 ? "" : " failed"))
                .containsExactly(
                        "GET /ok 200",
                        "GET /ok 200",
                        "GET /ok 200",
                        "POST /ok 200",
                        "GET /ok 200",
                        "GET /bad 503 failed",
                        "GET /gone 0 failed");
        for (RecordedEvent server : run.events("ServerRequest").stream()
                .filter(e -> e.getString("parentSpanId") != null)
                .toList()) {
            RecordedEvent client = run.event(
                    "ClientRequest", e -> server.getString("parentSpanId").equals(e.getString("spanId")));
            assertThat(client.getString("traceId")).isEqualTo(server.getString("traceId"));
        }
        RecordedEvent refused =
                run.event("ClientRequest", e -> e.getString("target").endsWith("/gone"));
        assertThat(run.event("Failure", e -> id(e) == refused.getLong("failureId"))
                        .getClass("thrownClass")
                        .getName())
                .isEqualTo("java.net.ConnectException");
    }

    /** Spans of OpenTelemetry's API, the logging context of SLF4J, a servlet, and a class loader that asks its parent for the JDK only. */
    @Test
    void worksWithLibrariesInWhateverLoader(@TempDir Path directory) throws Exception {
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .agent("mdc=trace,service=shop")
                .classPath(Stream.of(
                                "opentelemetry-api",
                                "opentelemetry-context",
                                "opentelemetry-common",
                                "slf4j-api",
                                "logback-classic",
                                "logback-core",
                                "jakarta.servlet-api")
                        .map(name -> Path.of("target/others", name + ".jar").toAbsolutePath())
                        .toList())
                .compile(
                        """
                        import io.opentelemetry.api.trace.*;
                        import io.opentelemetry.context.Scope;
                        import jakarta.servlet.http.*;
                        import java.io.*;
                        import java.lang.reflect.Proxy;
                        import java.util.concurrent.*;
                        import org.slf4j.MDC;

                        public class Program {
                            static class Traced extends RuntimeException {}
                            static class Served extends RuntimeException {}
                            static class Apart extends RuntimeException {}
                            public static class Isolated implements Runnable {
                                public void run() {
                                    try { throw new IllegalStateException("isolated"); }
                                    catch (IllegalStateException e) { System.out.println("isolated"); }
                                }
                            }
                            static class Servlet extends HttpServlet {
                                @Override protected void doGet(HttpServletRequest q, HttpServletResponse p) {
                                    System.out.println("served " + MDC.get("trace"));
                                    throw new Served();
                                }
                            }
                            static class Loader extends ClassLoader {
                                Loader() { super(null); }
                                @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                                    if (name.startsWith("java.")) return super.loadClass(name, resolve);
                                    if (!name.startsWith("Program")) throw new ClassNotFoundException(name);
                                    try (InputStream in = Program.class.getResourceAsStream(name + ".class")) {
                                        byte[] bytes = in.readAllBytes();
                                        return defineClass(name, bytes, 0, bytes.length);
                                    } catch (IOException e) { throw new ClassNotFoundException(name, e); }
                                }
                            }
                            public static void main(String[] arguments) throws Exception {
                                Span span = Span.wrap(SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
                                        TraceFlags.getSampled(), TraceState.getDefault()));
                                MDC.put("mine", "stays");
                                Thread.sleep(1500);
                                ExecutorService pool = Executors.newSingleThreadExecutor();
                                try (Scope scope = span.makeCurrent()) {
                                    try { pool.submit(() -> { System.out.println("traced " + MDC.get("trace")); throw new Traced(); }).get(); }
                                    catch (ExecutionException e) { }
                                }
                                pool.submit(() -> System.out.println("own " + MDC.get("trace").length())).get();
                                pool.execute(() -> { });
                                System.out.println(MDC.getCopyOfContextMap());
                                HttpServletRequest q = (HttpServletRequest) Proxy.newProxyInstance(Program.class.getClassLoader(),
                                        new Class<?>[] {HttpServletRequest.class}, (p, m, a) -> switch (m.getName()) {
                                            case "getMethod" -> "GET";
                                            case "getRequestURI" -> "/cart";
                                            case "getHeader" -> a[0].equals("traceparent") ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null;
                                            case "getDateHeader" -> -1L;
                                            default -> null;
                                        });
                                HttpServletResponse r = (HttpServletResponse) Proxy.newProxyInstance(Program.class.getClassLoader(),
                                        new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> m.getName().equals("getStatus") ? 500 : null);
                                try { new Servlet().service(q, r); } catch (Served e) { }
                                ((Runnable) new Loader().loadClass("Program$Isolated").getDeclaredConstructor().newInstance()).run();
                                pool.shutdown();
                            }
                        }
                        """)
                .run()
                .isSound();
        assertThat(run.out)
                .isEqualTo(
                        """
                        traced 4bf92f3577b34da6a3ce929d0e0e4736
                        own 32
                        {mine=stays}
                        served 0af7651916cd43dd8448eb211c80319c
                        isolated
                        """);
        assertThat(run.failure("$Traced").getString("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        RecordedEvent served = run.failure("$Served");
        RecordedEvent request = run.event("ServerRequest", e -> true);
        assertThat(served.getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(served.getLong("currentTaskId")).isEqualTo(request.getLong("taskId"));
        assertThat(request.getString("path")).isEqualTo("/cart");
        assertThat(request.getInt("status")).isEqualTo(500);
        assertThat(request.getLong("failureId")).isEqualTo(id(served));
        RecordedEvent isolated = run.event("Failure", e -> "isolated".equals(e.getString("message")));
        run.event("FailureHandled", e -> e.getLong("failureId") == id(isolated));
    }

    /** Log4j's own context, with its own logger: what is printed has the id of the task. */
    @Test
    void putsTheTraceIdIntoLog4jsContext(@TempDir Path directory) throws Exception {
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .agent("mdc=trace")
                .with(
                        "-Dlog4j2.configurationFile="
                                + Files.writeString(
                                        directory.resolve("log4j2.xml"),
                                        """
                        <Configuration><Appenders><Console name="out"><PatternLayout pattern="%X{trace}|%m%n"/></Console></Appenders>
                        <Loggers><Root level="info"><AppenderRef ref="out"/></Root></Loggers></Configuration>
                        """))
                .classPath(Stream.of("log4j-api", "log4j-core")
                        .map(name -> Path.of("target/others", name + ".jar").toAbsolutePath())
                        .toList())
                .compile(
                        """
                        import java.util.concurrent.*;
                        import org.apache.logging.log4j.*;
                        public class Program {
                            static class Lost extends RuntimeException {}
                            public static void main(String[] arguments) throws Exception {
                                Logger log = LogManager.getLogger(Program.class);
                                log.info("starts {}", ThreadContext.isEmpty());
                                Thread.sleep(1500);
                                ExecutorService pool = Executors.newSingleThreadExecutor();
                                pool.submit(() -> { log.error("fails"); throw new Lost(); });
                                pool.shutdown();
                                pool.awaitTermination(1, TimeUnit.MINUTES);
                                log.info("ends {}", ThreadContext.isEmpty());
                            }
                        }
                        """)
                .run()
                .isSound();
        String trace = run.failure("$Lost").getString("traceId");
        assertThat(run.out).isEqualTo("|starts true\n" + trace + "|fails\n|ends true\n");
    }
}

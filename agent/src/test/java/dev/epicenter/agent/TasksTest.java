package dev.epicenter.agent;

import static dev.epicenter.agent.Run.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where work comes from, how it ends and who asks for that: one program with all the JDK's ways to hand work over. */
class TasksTest {
    private static final String PROGRAM =
            """
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;

            public class Program {
                static class Never extends RuntimeException {}
                static class Fetched extends RuntimeException {}
                static class InExecute extends RuntimeException {}
                static class Periodic extends RuntimeException {}
                static class Forked extends RuntimeException {}
                static class InThread extends RuntimeException {}
                static class InTimer extends RuntimeException {}
                static class Supplied extends RuntimeException {}
                static class NobodyListens extends RuntimeException {}
                static class Handled extends RuntimeException {}
                static class Later extends RuntimeException {}
                static class InVirtual extends RuntimeException {}
                static class AloneInVirtual extends RuntimeException {}
                static class Nested extends RuntimeException {}

                static class Fork extends RecursiveTask<Integer> {
                    final int depth;
                    Fork(int depth) { this.depth = depth; }
                    protected Integer compute() {
                        if (depth == 0) throw new Forked();
                        Fork f = new Fork(depth - 1);
                        f.fork();
                        return f.join();
                    }
                }

                static void await(CountDownLatch latch) {
                    try { latch.await(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
                }

                static void never(ExecutorService pool) throws Exception {
                    Future<?> f = pool.submit(() -> { throw new Never(); });
                    while (!f.isDone()) Thread.sleep(1);
                }

                static void nobody(Executor e) throws Exception {
                    CompletableFuture<Object> c = CompletableFuture.supplyAsync(() -> { throw new NobodyListens(); }, e);
                    CompletableFuture<Object> d = c.thenApply(x -> x);
                    while (!d.isDone()) Thread.sleep(1);
                }

                public static void main(String[] args) throws Exception {
                    ExecutorService pool = Executors.newFixedThreadPool(2);
                    never(pool);
                    Future<?> fetched = pool.submit(() -> { throw new Fetched(); });
                    try { fetched.get(); } catch (ExecutionException e) { System.out.println(e.getCause()); }
                    CountDownLatch ran = new CountDownLatch(1);
                    ExecutorService single = Executors.newSingleThreadExecutor(r -> {
                        Thread t = new Thread(r, "single");
                        t.setUncaughtExceptionHandler((x, e) -> { System.out.println("uncaught " + e); ran.countDown(); });
                        return t;
                    });
                    single.execute(new Runnable() { public void run() { throw new InExecute(); } });
                    ran.await();
                    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
                    AtomicInteger runs = new AtomicInteger();
                    ScheduledFuture<?> p = timer.scheduleAtFixedRate(() -> { if (runs.incrementAndGet() == 3) throw new Periodic(); }, 0, 5, TimeUnit.MILLISECONDS);
                    while (!p.isDone()) Thread.sleep(1);
                    try { ForkJoinPool.commonPool().invoke(new Fork(2)); } catch (Forked e) { System.out.println("forked"); }
                    Thread t = new Thread(() -> { throw new InThread(); }, "worker-7");
                    t.setUncaughtExceptionHandler((x, e) -> System.out.println("uncaught " + e));
                    t.start(); t.join();
                    Thread.setDefaultUncaughtExceptionHandler((x, e) -> System.out.println("default " + e));
                    new Timer("alarm", true).schedule(new TimerTask() { public void run() { throw new InTimer(); } }, 1);
                    try {
                        CountDownLatch attached = new CountDownLatch(1);
                        CompletableFuture<Void> last = CompletableFuture.supplyAsync(() -> { await(attached); if (true) throw new Supplied(); return 1; }, pool).thenApply(x -> x + 1).thenAccept(x -> {});
                        attached.countDown();
                        last.get();
                    } catch (ExecutionException e) { System.out.println(e.getCause()); }
                    nobody(pool);
                    CompletableFuture.supplyAsync(() -> { if (true) throw new Handled(); return 1; }, pool).exceptionally(e -> 2).join();
                    CompletableFuture<Integer> done = CompletableFuture.completedFuture(1);
                    try { done.thenApply(x -> { if (true) throw new Later(); return x; }).thenApply(x -> x).join(); } catch (CompletionException e) { System.out.println("later"); }
                    // a task within a task within a thread
                    Future<?> outer = pool.submit(() -> single.submit(() -> { throw new Nested(); }).get());
                    try { outer.get(); } catch (ExecutionException e) { System.out.println("outer"); }
                    // cancelled, rejected, abandoned
                    CountDownLatch began = new CountDownLatch(1);
                    Future<?> sleeper = single.submit(() -> { began.countDown(); try { Thread.sleep(60000); } catch (InterruptedException e) { System.out.println("interrupted"); } });
                    began.await();
                    Future<?> queued = single.submit(() -> {});
                    sleeper.cancel(true);
                    queued.get();
                    // cancelled without an interrupt, it runs on
                    CountDownLatch begun = new CountDownLatch(1);
                    CountDownLatch goOn = new CountDownLatch(1);
                    Future<?> deaf = single.submit(() -> { begun.countDown(); await(goOn); });
                    begun.await();
                    deaf.cancel(false);
                    Thread.sleep(150);
                    goOn.countDown();
                    single.submit(() -> {}).get();
                    ThreadPoolExecutor small = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2));
                    CountDownLatch hold = new CountDownLatch(1);
                    small.execute(() -> { try { hold.await(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } });
                    small.execute(() -> {}); small.execute(() -> {});
                    try { small.execute(() -> {}); } catch (RejectedExecutionException e) { System.out.println("rejected"); }
                    System.out.println(small.shutdownNow().size());
                    Thread asked = new Thread(() -> { while (!Thread.interrupted()) Thread.onSpinWait(); System.out.println("asked"); });
                    asked.start(); asked.interrupt(); asked.join();
                    if (Runtime.version().feature() >= 21) {
                        ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
                        Future<?> v = virtual.submit(() -> { Thread.sleep(5); throw new InVirtual(); });
                        try { v.get(); } catch (ExecutionException e) { System.out.println("virtual"); }
                        Thread started = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
                                .invoke(null, (Runnable) () -> { throw new AloneInVirtual(); });
                        started.join();
                        virtual.shutdown();
                    }
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye"), "farewell"));
                    for (int i = 0; i < 5; i++) { System.gc(); Thread.sleep(300); }
                    System.exit(3);
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void tellsWhereWorkComesFromAndHowItEnds(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory).compile(PROGRAM).run();
        assertThat(run.out.lines().map(line -> line.replace("Program$", ""))).containsExactlyElementsOf(printed(jdk));
        assertThat(run.err).isEmpty();
        assertThat(run.exit).isEqualTo(3);
        run.isSound();

        RecordedEvent main = run.event("Task", e -> "main".equals(e.getString("name")));
        ended(run, "$Never", "pool", main);
        ended(run, "$Fetched", "pool", main);
        ended(run, "$InExecute", "pool", main);
        ended(run, "$InThread", "thread", main);
        ended(run, "$InTimer", "timer", main);
        ended(run, "$Supplied", "stage", main);
        assertThat(ended(run, "$Periodic", "periodic", main).getBoolean("periodicStopped"))
                .isTrue();
        assertThat(lost(run)).containsExactlyInAnyOrder("Program$Never", "Program$NobodyListens");
        assertThat(fetched(run, "$Fetched")).containsExactly("get");
        assertThat(fetched(run, "$Supplied")).containsExactly("get");
        assertThat(fetched(run, "$Handled")).containsExactly("stage");
        assertThat(fetched(run, "$Later")).containsExactly("get");

        // Work of a task of a task: the innermost failure's task leads to the outermost, all with one trace id.
        RecordedEvent nested = only(failed(run, "$Nested"));
        RecordedEvent inner = task(run, nested);
        RecordedEvent outer = run.event("Task", e -> e.getLong("taskId") == inner.getLong("parentTaskId"));
        assertThat(outer.getLong("parentTaskId")).isEqualTo(main.getLong("taskId"));
        assertThat(inner.getString("submitThreadName")).startsWith("pool-1-thread-");
        assertThat(nested.getString("traceId"))
                .isEqualTo(outer.getString("traceId"))
                .matches("[0-9a-f]{32}");

        // Three stages: the one that failed and two that pass it on.
        List<RecordedEvent> stages = failed(run, "$Supplied");
        assertThat(stages).hasSize(3);
        assertThat(stages.get(0).getLong("sourceTaskId")).isZero();
        assertThat(stages.subList(1, 3))
                .allMatch(e -> e.getLong("sourceTaskId") == stages.get(0).getLong("taskId"));
        assertThat(stages.get(0).getInt("dependants")).isEqualTo(1);

        // A recursive task fails, and so do the two that join it.
        assertThat(run.events("TaskFailed").stream()
                        .filter(e -> e.getString("kind").equals("fork-join")))
                .hasSize(3)
                .allMatch(e -> e.getString("workClass").equals("Program$Fork"));

        assertThat(run.events("FailureUncaught"))
                .extracting(e -> e.getString("threadName"))
                .contains("single", "worker-7", "alarm");
        assertThat(run.event("FailureUncaught", e -> e.getString("threadName").equals("single"))
                        .getLong("currentTaskId"))
                .isEqualTo(only(failed(run, "$InExecute")).getLong("taskId"));
        if (jdk == Jdk.JDK25) {
            ended(run, "$InVirtual", "pool", main);
            ended(run, "$AloneInVirtual", "virtual-thread", main);
        }
        tellsWhatWasAskedForAndNotDone(run);
    }

    private static void tellsWhatWasAskedForAndNotDone(Run run) throws Exception {
        RecordedEvent cancelled = run.event("TaskCancelled", e -> e.getBoolean("mayInterrupt"));
        assertThat(cancelled.getBoolean("mayInterrupt")).isTrue();
        assertThat(cancelled.getBoolean("running"))
                .as("interrupted, it may be over before its cancellation is told of")
                .isEqualTo(cancelled.getLong("runThreadId") > 0);
        RecordedEvent deaf = run.event("TaskCancelled", e -> !e.getBoolean("mayInterrupt"));
        RecordedEvent busy = run.event("CancelledTaskEnded", e -> e.getLong("taskId") == deaf.getLong("taskId"));
        assertThat(busy.getDuration("sinceCancel")).isBetween(Duration.ofMillis(100), Duration.ofSeconds(30));
        assertThat(deaf.getLong("runThreadId")).isEqualTo(busy.getThread().getJavaThreadId());
        RecordedEvent requested = run.event(
                "InterruptRequested",
                e -> e.getThread("interruptedThread") != null
                        && "single".equals(e.getThread("interruptedThread").getJavaName()));
        assertThat(requested.getStackTrace().getFrames().stream()
                        .map(f -> f.getMethod().getName()))
                .contains("cancel", "main");
        RecordedEvent observed = run.event(
                "InterruptObserved", e -> "single".equals(e.getThread().getJavaName()));
        assertThat(observed.getString("how")).isEqualTo("exception");
        assertThat(observed.getLong("currentTaskId")).isEqualTo(cancelled.getLong("taskId"));
        RecordedEvent swallowed = run.event("InterruptSwallowed", e -> true);
        assertThat(swallowed.getLong("failureId")).isEqualTo(observed.getLong("failureId"));
        assertThat(run.events("InterruptObserved").stream()
                        .filter(e -> e.getString("how").equals("status")))
                .hasSize(1);

        RecordedEvent rejected = run.event("TaskRejected", e -> true);
        assertThat(rejected.getInt("poolSize")).isEqualTo(1);
        assertThat(rejected.getInt("queueSize")).isEqualTo(2);
        assertThat(rejected.getBoolean("shutdown")).isFalse();
        assertThat(rejected.getString("handlerClass")).endsWith("$AbortPolicy");
        RecordedEvent shutdown = run.event("ExecutorShutdown", e -> e.getBoolean("immediate"));
        assertThat(shutdown.getInt("abandoned")).isEqualTo(2);
        assertThat(run.events("TaskAbandoned"))
                .hasSize(2)
                .allMatch(e -> e.getLong("executorId") == shutdown.getLong("executorId"));

        RecordedEvent exit = run.event("ExitRequested", e -> true);
        assertThat(exit.getInt("status")).isEqualTo(3);
        assertThat(exit.getBoolean("halt")).isFalse();
        assertThat(exit.getStackTrace().getFrames().stream()
                        .map(f -> f.getMethod().getName()))
                .contains("exit", "main");
        assertThat(run.event("ShutdownHookStarted", e -> true).getString("hookClass"))
                .startsWith("Program$$Lambda");
    }

    /** The same as without the agent. */
    private static List<String> printed(Jdk jdk) {
        List<String> printed = new java.util.ArrayList<>(List.of(
                "Fetched",
                "uncaught InExecute",
                "forked",
                "uncaught InThread",
                "default InTimer",
                "Supplied",
                "later",
                "outer",
                "interrupted",
                "rejected",
                "2",
                "asked"));
        if (jdk == Jdk.JDK25) {
            printed.addAll(List.of("virtual", "default AloneInVirtual"));
        }
        printed.add("bye");
        return printed;
    }

    /** A halt leaves a recording of Flight Recorder's empty; the agent has its own one written first. */
    @ParameterizedTest
    @EnumSource(Jdk.class)
    void keepsItsRecordingWhenTheJvmIsHalted(Jdk jdk, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("halted.jfr");
        Run run = new AgentJvm(jdk, directory)
                .agent("start=" + file)
                .compile(
                        """
                        public class Program {
                            public static void main(String[] args) {
                                try { throw new IllegalStateException("last words"); }
                                catch (IllegalStateException e) { Runtime.getRuntime().halt(9); }
                            }
                        }
                        """)
                .runPlain(file);
        assertThat(run.exit).isEqualTo(9);
        assertThat(Files.size(file)).isPositive();
        assertThat(run.failure("IllegalStateException").getString("message")).isEqualTo("last words");
        assertThat(run.event("ExitRequested", e -> true).getBoolean("halt")).isTrue();
    }

    @Test
    void tellsOfForksOfStructuredScopes(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("Program.java"),
                """
                import java.util.concurrent.*;
                public class Program {
                    static class InFork extends RuntimeException {}
                    public static void main(String[] args) throws Exception {
                        try (var scope = StructuredTaskScope.open()) {
                            scope.fork(() -> { throw new InFork(); });
                            scope.fork(() -> "fine");
                            scope.join();
                        } catch (StructuredTaskScope.FailedException e) {
                            System.out.println(e.getCause());
                        }
                    }
                }
                """);
        Process javac = new ProcessBuilder(
                        Jdk.JDK25.program("javac"),
                        "--enable-preview",
                        "--release",
                        "25",
                        "-nowarn",
                        "-Xlint:none",
                        "-d",
                        directory.toString(),
                        directory.resolve("Program.java").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("javac.txt").toFile())
                .start();
        assertThat(javac.waitFor())
                .as(Files.readString(directory.resolve("javac.txt")))
                .isZero();
        Run run = new AgentJvm(Jdk.JDK25, directory)
                .with("--enable-preview")
                .classPath(List.of(directory))
                .run()
                .isSound();
        assertThat(run.out).isEqualTo("Program$InFork\n");
        RecordedEvent main = run.event("Task", e -> "main".equals(e.getString("name")));
        ended(run, "$InFork", "structured", main);
    }

    /** The failure ended exactly one task of that kind, which comes from another. */
    private static RecordedEvent ended(Run run, String type, String kind, RecordedEvent parent) throws Exception {
        RecordedEvent failed = failed(run, type).get(0);
        assertThat(failed.getString("kind")).as(type).isEqualTo(kind);
        RecordedEvent task = task(run, failed);
        long above = task.getLong("parentTaskId");
        // The thread of a fork is a task of its own between the two.
        if (above != parent.getLong("taskId")) {
            above = run.event("Task", e -> e.getLong("taskId") == task.getLong("parentTaskId"))
                    .getLong("parentTaskId");
        }
        assertThat(above).as(type).isEqualTo(parent.getLong("taskId"));
        return failed;
    }

    private static RecordedEvent task(Run run, RecordedEvent about) throws Exception {
        return run.event("Task", e -> e.getLong("taskId") == about.getLong("taskId"));
    }

    private static RecordedEvent only(List<RecordedEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<RecordedEvent> failed(Run run, String type) throws Exception {
        long failure = id(run.failure(type));
        return run.events("TaskFailed").stream()
                .filter(e -> e.getLong("failureId") == failure)
                .toList();
    }

    private static List<String> fetched(Run run, String type) throws Exception {
        long failure = id(run.failure(type));
        return run.events("OutcomeFetched").stream()
                .filter(e -> e.getLong("failureId") == failure)
                .map(e -> e.getString("how"))
                .toList();
    }

    private static List<String> lost(Run run) throws Exception {
        Map<Long, String> types = run.events("Failure").stream().collect(Collectors.toMap(Run::id, Run::type));
        return run.events("OutcomeLost").stream()
                .peek(e -> assertThat(e.getString("thrownClass")).isEqualTo(types.get(e.getLong("failureId"))))
                .map(e -> e.getString("thrownClass"))
                .toList();
    }
}

package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the agent knows of an application does not keep it alive, and does not grow. */
class LeakTest {
    /** Each round is some minutes of a busy server: applications deployed and gone, failures, tasks, futures, threads. */
    private static final String PROGRAM =
            """
            import java.io.*;
            import java.lang.ref.*;
            import java.util.*;
            import java.util.concurrent.*;

            public class Program {
                public static class Deployed implements Runnable {
                    static class Own extends RuntimeException { Own(Throwable c) { super("own", c); } }
                    public void run() {
                        try { try { throw new IllegalStateException("deep"); } catch (IllegalStateException e) { throw new Own(e); } }
                        catch (Own e) { last = e; }
                    }
                    static Throwable last;
                }
                static class Loader extends ClassLoader {
                    Loader() { super(Program.class.getClassLoader()); }
                    @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                        if (!name.startsWith("Program$Deployed")) return super.loadClass(name, resolve);
                        Class<?> known = findLoadedClass(name);
                        if (known != null) return known;
                        try (InputStream in = Program.class.getResourceAsStream(name + ".class")) {
                            byte[] bytes = in.readAllBytes();
                            return defineClass(name, bytes, 0, bytes.length);
                        } catch (IOException e) { throw new ClassNotFoundException(name, e); }
                    }
                }
                static int sink;
                static void round(ExecutorService pool, List<WeakReference<ClassLoader>> loaders) throws Exception {
                    for (int i = 0; i < 30; i++) {
                        Loader loader = new Loader();
                        loaders.add(new WeakReference<>(loader));
                        Runnable deployed = (Runnable) loader.loadClass("Program$Deployed").getDeclaredConstructor().newInstance();
                        deployed.run();
                        pool.submit(deployed).get();
                    }
                    for (int i = 0; i < 20000; i++) {
                        try { throw new IllegalArgumentException("n" + i); } catch (IllegalArgumentException e) { sink++; }
                    }
                    for (int i = 0; i < 3000; i++) {
                        Future<?> f = pool.submit(() -> { throw new IllegalStateException(); });
                        if (i % 2 == 0) try { f.get(); } catch (ExecutionException e) { sink++; }
                        CompletableFuture.runAsync(() -> { throw new IllegalStateException(); }, pool).handle((v, e) -> null).join();
                    }
                    for (int i = 0; i < 50; i++) { Thread t = new Thread(() -> sink++); t.start(); t.join(); }
                }
                /** By a histogram of what is alive. */
                static long bytesOfTheAgent() throws Exception {
                    String histogram = (String) java.lang.management.ManagementFactory.getPlatformMBeanServer().invoke(
                            new javax.management.ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                            new Object[] {null}, new String[] {String[].class.getName()});
                    return histogram.lines().filter(l -> l.contains("dev.epicenter.agent.runtime"))
                            .mapToLong(l -> Long.parseLong(l.trim().split("\\s+")[2])).sum();
                }
                public static void main(String[] arguments) throws Exception {
                    ExecutorService pool = Executors.newFixedThreadPool(2);
                    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
                    for (int round = 0; round < 4; round++) {
                        round(pool, loaders);
                        System.gc();
                        Thread.sleep(2500);
                        System.out.println(bytesOfTheAgent() / 1024);
                    }
                    // What the last tasks of the pool's threads and of the agent's own worker refer to.
                    for (int i = 0; i < 20; i++) { pool.submit(() -> { }).get(); }
                    Thread.sleep(1500);
                    System.gc();
                    int alive = 0;
                    for (WeakReference<ClassLoader> loader : loaders) alive += loader.get() == null ? 0 : 1;
                    System.out.println("alive " + alive);
                    pool.shutdown();
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void keepsNothingOfTheApplicationAliveAndDoesNotGrow(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory).compile(PROGRAM).run().isSound();
        List<String> lines = run.out.lines().toList();
        assertThat(lines.get(4)).isEqualTo("alive 0");
        long second = Long.parseLong(lines.get(1));
        long last = Long.parseLong(lines.get(3));
        assertThat(second).isPositive();
        assertThat(last).as("KiB after each round: %s", lines).isLessThan(second + second / 4 + 64);
    }
}

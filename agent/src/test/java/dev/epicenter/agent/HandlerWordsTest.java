package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code of a catch block is said to do; one method a case, its name and words in the table. */
class HandlerWordsTest {
    private static final String[][] CASES = {
        {"empty", "empty;continues", "swallowed", "catch (X e) { }"},
        {"ignores", "ignores;continues", "swallowed", "catch (X e) { hits++; }"},
        {"rethrows", "rethrows", "rethrown", "catch (X e) { throw e; }"},
        {"logsAndRethrows", "logs;rethrows", "rethrown", "catch (X e) { LOGGER.log(Level.WARNING, \"m\", e); throw e; }"
        },
        {"wraps", "wraps", "wrapped", "catch (X e) { throw new IllegalStateException(\"m\", e); }"},
        {
            "wrapsByInitCause",
            "wraps",
            "wrapped",
            "catch (X e) { throw (IllegalStateException) new IllegalStateException(\"m\").initCause(e); }"
        },
        {"wrapsByFactory", "wraps", "wrapped", "catch (X e) { throw wrap(e); }"},
        {"losesTheCause", "throws-other", "wrapped", "catch (X e) { throw new IllegalStateException(\"m\"); }"},
        {
            "losesTheCauseKeepsTheMessage",
            "inspects;throws-other",
            "wrapped",
            "catch (X e) { throw new IllegalStateException(e.getMessage()); }"
        },
        {"logs", "logs;continues", "logged", "catch (X e) { LOGGER.log(Level.WARNING, \"m\", e); }"},
        {
            "logsTheMessage",
            "inspects;logs-message;continues",
            "logged",
            "catch (X e) { LOGGER.warning(e.getMessage()); }"
        },
        {"logsText", "logs-message;continues", "logged", "catch (X e) { LOGGER.warning(\"failed\"); }"},
        {"prints", "prints;continues", "logged", "catch (X e) { e.printStackTrace(); }"},
        {"printsItself", "prints;continues", "logged", "catch (X e) { System.out.println(e); }"},
        {"passes", "passes;continues", "handled", "catch (X e) { take(e); }"},
        {"stores", "stores;continues", "handled", "catch (X e) { last = e; }"},
        {"inspects", "inspects;continues", "handled", "catch (X e) { hits += e.getMessage() == null ? 0 : 1; }"},
        {"asksForItsType", "inspects;continues", "handled", "catch (RuntimeException e) { if (e instanceof X) hits++; }"
        },
        {
            "completesAFuture",
            "completes-future;continues",
            "handled",
            "catch (X e) { new CompletableFuture<Void>().completeExceptionally(e); }"
        },
        {"suppresses", "suppresses;continues", "handled", "catch (X e) { OTHER.addSuppressed(e); }"},
        {
            "restoresInterrupt",
            "restores-interrupt;continues",
            "handled",
            "catch (X e) { Thread.currentThread().interrupt(); }"
        },
        {"waits", "waits;ignores;continues", "swallowed", "catch (X e) { Thread.sleep(1); }"},
        {
            "capturesInALambda",
            "passes;continues",
            "handled",
            "catch (X e) { Runnable r = () -> System.out.println(e); r.run(); }"
        },
        {"returnsOnSomePath", "rethrows;continues", "handled", "catch (X e) { if (hits >= 0) return; throw e; }"},
        {"keepsInAnotherVariable", "stores;continues", "handled", "catch (X e) { Throwable t = e; last = t; }"},
    };

    @Test
    void followsTheThrowableThroughTheCode(@TempDir Path directory) throws Exception {
        StringBuilder methods = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (String[] each : CASES) {
            methods.append("    static void ")
                    .append(each[0])
                    .append("() throws Exception { try { fail(); } ")
                    .append(each[3])
                    .append(" }\n");
            calls.append("        try { ").append(each[0]).append("(); } catch (Exception e) { hits++; }\n");
        }
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .compile(
                        """
                        import java.util.concurrent.CompletableFuture;
                        import java.util.logging.*;

                        public class Program {
                            static class X extends RuntimeException {}
                            static final Logger LOGGER = Logger.getLogger("x");
                            static final Throwable OTHER = new Throwable();
                            static int hits;
                            static Throwable last;
                            static void fail() { throw new X(); }
                            static void take(Throwable t) {}
                            static IllegalStateException wrap(Throwable t) { return new IllegalStateException(t); }
                            static String retries() throws Exception {
                                for (int i = 0; i < 3; i++) { try { fail(); } catch (X e) { hits++; } }
                                return null;
                            }
                            static Object returnsIt() { try { fail(); return null; } catch (X e) { return e; } }
                            static void exits() { try { fail(); } catch (X e) { if (hits < 0) System.exit(1); } }
                        """
                                + methods
                                + "    public static void main(String[] args) throws Exception {\n"
                                + "        LOGGER.setLevel(Level.OFF);\n"
                                + calls
                                + "        retries(); returnsIt(); exits();\n    }\n}\n")
                .run()
                .isSound();
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String[] each : CASES) {
            expected.put(each[0], each[1] + " " + each[2]);
        }
        expected.put("retries", "ignores;retries;continues swallowed");
        expected.put("returnsIt", "returns;continues handled");
        expected.put("exits", "exits;continues handled");
        for (RecordedEvent site : run.events("HandlerSite")) {
            if (expected.containsKey(site.getString("methodName"))) {
                found.put(site.getString("methodName"), site.getString("does") + " " + site.getString("disposition"));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void tellsWhatTheCoveredCodeWouldHaveDone(@TempDir Path directory) throws Exception {
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .compile(
                        """
                        import java.util.concurrent.locks.*;
                        public class Program {
                            String words;
                            static int size;
                            final Lock lock = new ReentrantLock();
                            static String load() { throw new IllegalStateException("no file"); }
                            void start() {
                                String found = null;
                                try {
                                    found = load();
                                    words = found;
                                    size = 1;
                                } catch (IllegalStateException e) {
                                    System.out.println("none");
                                }
                                System.out.println(found);
                            }
                            void locks() {
                                lock.lock();
                                try {
                                    synchronized (this) {
                                        words = load();
                                    }
                                } finally {
                                    lock.unlock();
                                }
                            }
                            public static void main(String[] args) {
                                new Program().start();
                                try { new Program().locks(); } catch (IllegalStateException e) { }
                            }
                        }
                        """)
                .run()
                .isSound();
        RecordedEvent handler =
                run.event("HandlerSite", e -> e.getString("methodName").equals("start"));
        assertThat(handler.getString("assignedFields")).isEqualTo("Program.words:11;Program.size:12");
        assertThat(handler.getString("assignedLocals")).isEqualTo("found:10");
        assertThat(handler.getString("coveredLines")).isEqualTo("10-12");
        assertThat(handler.getInt("line")).isEqualTo(13);
        assertThat(handler.getInt("lastLine")).isEqualTo(14);
        assertThat(handler.getString("caughtTypes")).isEqualTo("java.lang.IllegalStateException");
        RecordedEvent locks =
                run.event("MethodMap", e -> e.getString("methodName").equals("locks"));
        assertThat(locks.getString("synchronizedLines")).isEqualTo("21-23");
        assertThat(locks.getString("assignedFields")).isEqualTo("Program.words:22");
        assertThat(locks.getString("lockCalls"))
                .startsWith("java.util.concurrent.locks.Lock.lock:19;java.util.concurrent.locks.Lock.unlock:");
        assertThat(run.events("HandlerSite").stream()
                        .filter(e -> e.getString("methodName").equals("locks")))
                .as("what unlocks a monitor is no code of the program's; its finally block is")
                .extracting(e -> e.getString("kind"))
                .containsExactly("finally");
    }
}

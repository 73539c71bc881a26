package dev.epicenter.analyzer.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.epicenter.analyzer.dump.DumpedLock.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thread dumps as HotSpot of JDK 8 to 25 writes them. */
class ThreadDumpTest {
    private static final String DUMP =
            """
            2026-11-21 15:36:48
            Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing):

            Threads class SMR info:
            _java_thread_list=0x00007f9918e3a6b0, length=18, elements={
            0x00007f991802ac00, 0x00007f9918097300
            }

            "http-nio-1" #26 [13031] daemon prio=5 os_prio=0 cpu=2.27ms elapsed=5.97s tid=0x00007f9918e86ce0 nid=13031 waiting for monitor entry  [0x00007f99003fd000]
               java.lang.Thread.State: BLOCKED (on object monitor)
            	at com.acme.shop/com.acme.Prices.of(Prices.java:14)
            	- waiting to lock <0x00000000ffb61308> (a com.acme.Prices)
            	at com.acme.Web.serve(app@1.0/Web.java:18)
            	- locked <0x00000000ffb61999> (a java.lang.Class for com.acme.Web)
            	at com.acme.Web$$Lambda/0x0000000012045438.call(Unknown Source)
            	at java.lang.Thread.run(java.base@25.0.3/Thread.java:1474)

            "refresh "daily"" #30 prio=5 os_prio=31 tid=0x00007fb07 nid=0x5a03 in Object.wait() [0x0000700]
               java.lang.Thread.State: WAITING (on object monitor)
            	at java.lang.Object.wait(Native Method)
            	- waiting on <0x00000000ffb61777> (a java.lang.Object)
            	at java.lang.Object.wait(Object.java:502)
            	at com.acme.Prices.load(Prices.java:30)
            	- locked <0x00000000ffb61777> (a java.lang.Object)
            	- locked <0x00000000ffb61308> (a com.acme.Prices)

            "VM Thread" os_prio=0 cpu=9.73ms elapsed=8.81s tid=0x00007f991808d nid=12996 runnable

            "pool-1" #31 prio=5 os_prio=0 tid=0x00007fb08 nid=0x5b03 waiting on condition [0x0000701]
               java.lang.Thread.State: WAITING (parking)
            	at sun.misc.Unsafe.park(Native Method)
            	- parking to wait for  <0x00000000ff111111> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)
            	at java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:285)
            	at com.acme.Stock.take(Stock.java:9)

               Locked ownable synchronizers:
            	- <0x00000000ff222222> (a java.util.concurrent.ThreadPoolExecutor$Worker)

            Found one Java-level deadlock:
            =============================
            "left":
              waiting to lock monitor 0x00007f9894003ed0 (object 0x00000000ff5f2a18, a com.acme.Account),
              which is held by "right"

            "right":
              waiting for ownable synchronizer 0x00000000ff5f2a28, (a java.util.concurrent.locks.ReentrantLock$FairSync),
              which is held by "left"

            Java stack information for the threads listed above:
            ===================================================
            "left":
            	at com.acme.Bank.move(Bank.java:7)
            	- waiting to lock <0x00000000ff5f2a18> (a com.acme.Account)

            Found 1 deadlock.
            """;

    private static final ThreadDump READ = ThreadDump.parse(Instant.EPOCH, DUMP);

    @Test
    void readsThreadsOfAllReleases() {
        assertThat(READ.threads())
                .extracting(DumpedThread::name, DumpedThread::number, DumpedThread::daemon, DumpedThread::state)
                .containsExactly(
                        tuple("http-nio-1", 26L, true, "BLOCKED"),
                        tuple("refresh \"daily\"", 30L, false, "WAITING"),
                        tuple("VM Thread", -1L, false, ""),
                        tuple("pool-1", 31L, false, "WAITING"),
                        tuple("left", -1L, false, ""));
    }

    @Test
    void readsFramesWithTheirLinesAndModules() {
        assertThat(READ.threads().get(0).frames())
                .extracting(f -> f.module() + "|" + f.display())
                .containsExactly(
                        "|com.acme.Prices.of:14",
                        "app|com.acme.Web.serve:18",
                        "|com.acme.Web$$Lambda/0x0000000012045438.call",
                        "java.base|java.lang.Thread.run:1474");
    }

    @Test
    void tellsWhatAThreadHoldsFromWhatItLetGoOfToWait() {
        DumpedThread waiting = READ.named("http-nio-1").orElseThrow();
        DumpedThread refresh = READ.named("refresh \"daily\"").orElseThrow();

        assertThat(READ.holder(waiting)).contains(refresh);
        assertThat(READ.lastHolder(waiting)).contains(refresh);
        assertThat(refresh.blockedOn()).isEmpty();
        assertThat(refresh.held()).containsExactly("0x00000000ffb61308");
    }

    @Test
    void takesAParkedThreadForBlockedOnlyWhereItWantsALock() {
        assertThat(READ.named("pool-1").orElseThrow().blockedOn())
                .hasValueSatisfying(l -> assertThat(l.use()).isEqualTo(Use.PARKED_FOR));
        assertThat(READ.named("pool-1").flatMap(READ::holder)).isEmpty();
    }

    @Test
    void readsTheDeadlocksThatHotSpotFound() {
        assertThat(READ.circles()).singleElement().satisfies(c -> assertThat(c)
                .containsExactly(
                        new CircleMember("left", "com.acme.Account", "right"),
                        new CircleMember("right", "java.util.concurrent.locks.ReentrantLock$FairSync", "left")));
    }

    @Test
    void findsACircleByItselfWhereTheDumpBreaksOffBeforeItsDeadlocks() {
        String text =
                """
                "a" #1 prio=5 tid=0x1 nid=0x1 waiting for monitor entry
                	at A.a(A.java:1)
                	- waiting to lock <0x2> (a B)
                	- locked <0x1> (a A)
                "b" #2 prio=5 tid=0x1 nid=0x1 waiting for monitor entry
                	at B.b(B.java:1)
                	- waiting to lock <0x1> (a A)
                	- locked <0x2> (a B)
                "behind" #3 prio=5 tid=0x1 nid=0x1 waiting for monitor entry
                	at A.a(A.java:1)
                	- waiting to lock <0x1> (a A)
                """;
        ThreadDump dump = ThreadDump.parse(Instant.EPOCH, text);

        assertThat(dump.circles()).singleElement().satisfies(c -> assertThat(c)
                .containsExactly(new CircleMember("a", "B", "b"), new CircleMember("b", "A", "a")));
        assertThat(dump.lastHolder(dump.named("behind").orElseThrow())).isEmpty();
    }

    @Test
    void tellsAVirtualThreadFromTheOneThatCarriesIt() {
        ThreadDump dump = ThreadDump.parse(
                Instant.EPOCH,
                """
                "ForkJoinPool-1-worker-1" #22 [18889] daemon prio=5 os_prio=0 cpu=2153.59ms elapsed=10.44s tid=0x00007f7578163840  [0x00007f752fcfc000]
                   Carrying virtual thread #29
                	at jdk.internal.vm.Continuation.run(java.base@25.0.3/Continuation.java:251)
                	at java.util.concurrent.ForkJoinPool.runWorker(java.base@25.0.3/ForkJoinPool.java:2019)
                   Mounted virtual thread #29
                	at com.acme.Seats.count(Seats.java:10)
                	- locked <0x00000000ffb61308> (a com.acme.Seats)
                	at java.lang.VirtualThread.run(java.base@25.0.3/VirtualThread.java:460)

                "http-1" #31 prio=5 os_prio=0 tid=0x00007fb08 nid=0x5b03 waiting for monitor entry
                   java.lang.Thread.State: BLOCKED (on object monitor)
                	at com.acme.Seats.book(Seats.java:20)
                	- waiting to lock <0x00000000ffb61308> (a com.acme.Seats)
                """);

        assertThat(dump.threads())
                .extracting(DumpedThread::name, t -> t.frames().size())
                .containsExactly(
                        tuple("ForkJoinPool-1-worker-1", 2), tuple("virtual thread #29", 2), tuple("http-1", 1));
        assertThat(dump.holder(dump.named("http-1").orElseThrow()))
                .map(DumpedThread::name)
                .hasValue("virtual thread #29");
    }

    @Test
    void readsWhateverIsGivenInTime() {
        Random random = new Random(42);
        assertThat(ThreadDump.parse(Instant.EPOCH, "").threads()).isEmpty();
        assertThatCode(() -> {
                    Instant from = Instant.now();
                    for (int i = 0; i < 2_000; i++) {
                        StringBuilder text = new StringBuilder(DUMP);
                        for (int j = 0; j < 20; j++) {
                            int at = random.nextInt(text.length());
                            text.setCharAt(at, "\"<>()#\n\t 0ax-:/@".charAt(random.nextInt(16)));
                        }
                        ThreadDump.parse(Instant.EPOCH, text.substring(0, random.nextInt(text.length())));
                    }
                    assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(60));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void readsThousandsOfThreadsThatWaitForEachOther() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(
                    "\"t%d\" #%d prio=5 tid=0x1 nid=0x1\n\tat A.a(A.java:1)\n\t- waiting to lock <0x%d> (a A)\n\t- locked <0x%d> (a A)\n"
                            .formatted(i, i, (i + 1) % 10_000, i));
        }
        assertThat(ThreadDump.parse(Instant.EPOCH, text.toString()).circles())
                .singleElement()
                .satisfies(c -> assertThat(c).hasSize(10_000));
    }
}

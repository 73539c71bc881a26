package dev.epicenter.analyzer.reconstruct;

import java.util.ArrayList;
import java.util.List;

/** Writes thread dumps as HotSpot does. */
final class Dumps {
    private final List<String> threads = new ArrayList<>();

    /**
     * A thread; lines of its body without indentation, frames as {@code at com.acme.Orders.place(Orders.java:7)}, locks as
     * {@code - locked <1> (a java.lang.Object)}.
     */
    Dumps thread(String name, String state, String... body) {
        StringBuilder text = new StringBuilder();
        text.append('"')
                .append(name)
                .append("\" #")
                .append(20 + threads.size())
                .append(
                        " [4711] prio=5 os_prio=0 cpu=1.0ms elapsed=9.0s tid=0x00007f52181e8ba0 nid=4711 waiting  [0x00007f5200d79000]\n   ")
                .append("java.lang.Thread.State: ")
                .append(state)
                .append('\n');
        for (String line : body) {
            text.append('\t').append(line).append('\n');
        }
        threads.add(text.toString());
        return this;
    }

    /** Blocked on a monitor in a method of the application. */
    Dumps blocked(String name, String place, String lock) {
        return thread(
                name,
                "BLOCKED (on object monitor)",
                "at com.acme." + place,
                "- waiting to lock <" + lock + "> (a com.acme.Ledger)",
                "at java.lang.Thread.run(java.base@17.0.15/Thread.java:840)");
    }

    /** Parked for a ReentrantLock in a method of the application. */
    Dumps parked(String name, String place, String lock) {
        return thread(
                name,
                "WAITING (parking)",
                "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)",
                "- parking to wait for  <" + lock + "> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)",
                "at java.util.concurrent.locks.LockSupport.park(java.base@17.0.15/LockSupport.java:211)",
                "at java.util.concurrent.locks.ReentrantLock.lock(java.base@17.0.15/ReentrantLock.java:322)",
                "at com.acme." + place,
                "at java.lang.Thread.run(java.base@17.0.15/Thread.java:840)");
    }

    String text() {
        return "2026-01-01 00:00:19\nFull thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing):\n\n"
                + String.join("\n", threads) + "\n";
    }
}

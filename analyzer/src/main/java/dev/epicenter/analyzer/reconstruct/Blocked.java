package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import dev.epicenter.model.ThreadRef;
import java.util.List;
import java.util.Optional;

/** Words for threads in a dump. */
final class Blocked {
    private Blocked() {}

    /** The recorded thread of that name. */
    static ThreadRef thread(RecordedEvents events, String name) {
        return events.threads().stream()
                .map(t -> t.thread())
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElse(new ThreadRef(-1, name, false));
    }

    /** The innermost frame that is not the JDK's. */
    static Optional<Frame> place(DumpedThread thread) {
        return thread.frames().stream().filter(f -> !InApp.isJdk(f.type())).findFirst();
    }

    /** {@code a, b and 7 more}. */
    static String names(List<String> names, int most) {
        String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
    }

    /** What a thread is at: {@code waits in CountDownLatch.await, called by com.acme.Cache.refresh:9}. */
    static String doing(DumpedThread thread) {
        String place = place(thread).map(Frame::display).orElse("");
        Optional<Frame> top = thread.frames().stream().findFirst();
        String verb =
                switch (thread.state()) {
                    case "RUNNABLE" -> waitsOutside(thread) ? "waits for data" : "runs";
                    case "TIMED_WAITING" -> thread.passes("java.lang.Thread", "sleep") ? "sleeps" : "waits for a while";
                    case "WAITING" -> "waits";
                    case "BLOCKED" -> "is blocked";
                    default -> "is";
                };
        String call = thread.frames().stream()
                .takeWhile(f -> InApp.isJdk(f.type()))
                .reduce((inner, outer) -> outer)
                .map(f -> " in " + Names.simple(f.type()) + "." + f.method())
                .orElse("");
        if (place.isEmpty()) {
            return verb + top.map(f -> " in " + f.qualifiedMethod()).orElse("");
        }
        return verb + (call.isEmpty() ? " in " + place : call + ", called by " + place);
    }

    /** RUNNABLE is the state of a thread in native code too, such as one that reads from a socket. */
    static boolean waitsOutside(DumpedThread thread) {
        return thread.frames().stream()
                .findFirst()
                .filter(f -> InApp.isJdk(f.type()))
                .map(f -> f.method())
                .filter(m -> m.startsWith("read0")
                        || m.startsWith("socketRead0")
                        || m.startsWith("poll")
                        || m.startsWith("accept")
                        || m.startsWith("recv")
                        || m.startsWith("connect0")
                        || m.equals("park")
                        || m.equals("epollWait")
                        || m.equals("wait")
                        || m.equals("readBytes"))
                .isPresent();
    }
}

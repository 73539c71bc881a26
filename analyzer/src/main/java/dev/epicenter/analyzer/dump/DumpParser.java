package dev.epicenter.analyzer.dump;

import dev.epicenter.analyzer.dump.DumpedLock.Use;
import dev.epicenter.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a dump line by line. What no line says is left out; nothing in it is needed for the rest. */
final class DumpParser {
    /** Longer lines are nothing that a dump has. */
    private static final int LONGEST = 4_000;

    /** Frames kept of a thread. */
    private static final int FRAMES = 256;

    private static final int THREADS = 20_000;

    private static final Pattern THREAD =
            Pattern.compile("^\"(.*)\" (?:#(\\d{1,18}) )?(?:\\[\\d+\\] )?(daemon )?.*\\b[nt]id=.*$");
    /** Behind the frames of a carrier come those of the virtual thread that it runs (JDK 24 and later); others are in no dump. */
    private static final Pattern MOUNTED = Pattern.compile("^\\s+Mounted virtual thread #(\\d{1,18})\\s*$");

    private static final Pattern STATE = Pattern.compile("^\\s+java\\.lang\\.Thread\\.State: ([A-Z_]+).*$");
    private static final Pattern FRAME =
            Pattern.compile("^\\s+at (?:[\\w.@+-]+/(?=[a-zA-Z_]))?([^\\s(]+)\\.([^\\s(.]+)\\(([^()]*)\\)\\s*$");
    private static final Pattern LINE = Pattern.compile("^.*:(\\d{1,9})$");
    private static final Pattern LOCK = Pattern.compile(
            "^\\s+- (locked|waiting to lock|waiting to re-lock in wait\\(\\)|waiting on|parking to wait for)\\s+<([^>]*)> \\((?:a|an) ([^)]*)\\)\\s*$");
    private static final Pattern CLASS_INIT =
            Pattern.compile("^\\s+- waiting on the Class initialization monitor for ([^\\s]+)\\s*$");
    private static final Pattern OWNED = Pattern.compile("^\\s+- <([^>]*)> \\((?:a|an) ([^)]*)\\)\\s*$");
    private static final Pattern CIRCLE = Pattern.compile("^Found (one|\\d+) Java-level deadlocks?:.*$");
    private static final Pattern MEMBER = Pattern.compile("^\"(.*)\":$");
    private static final Pattern WANTS = Pattern.compile(
            "^\\s+waiting (?:to lock monitor|for ownable synchronizer) .*\\b(?:a|an) ([^\\s,)]+)\\),?.*$");
    private static final Pattern HELD = Pattern.compile("^.*which is held by \"(.*)\"$");
    private static final String STACKS = "Java stack information for the threads listed above";

    private final List<DumpedThread> threads = new ArrayList<>();
    private final List<List<CircleMember>> circles = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<DumpedLock> locks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable String open;
    private long number;
    private boolean daemon;
    private String state = "";
    private boolean inCircles;
    private String member = "";
    private String wanted = "";

    static ThreadDump parse(Instant at, String text) {
        DumpParser parser = new DumpParser();
        text.lines().filter(l -> l.length() <= LONGEST).forEach(parser::line);
        parser.close();
        parser.circles.removeIf(List::isEmpty);
        return new ThreadDump(at, parser.threads, parser.circles);
    }

    private void line(String line) {
        if (CIRCLE.matcher(line).matches()) {
            close();
            inCircles = true;
            circles.add(new ArrayList<>());
        } else if (inCircles) {
            inCircles = !line.startsWith(STACKS);
            circle(line);
        } else if (line.startsWith("\"")) {
            close();
            head(line);
        } else if (open != null) {
            body(line);
        }
    }

    /** Behind its deadlocks a dump repeats the stacks of their threads, with nothing but the name before each. */
    private void head(String line) {
        Matcher head = THREAD.matcher(line);
        Matcher again = MEMBER.matcher(line);
        if (head.matches()) {
            open = head.group(1);
            number = head.group(2) == null ? -1 : Long.parseLong(head.group(2));
            daemon = head.group(3) != null;
        } else if (again.matches() && !names.contains(again.group(1))) {
            open = again.group(1);
            number = -1;
            daemon = false;
        }
    }

    private void body(String line) {
        Matcher matcher = MOUNTED.matcher(line);
        if (matcher.matches()) {
            close();
            number = Long.parseLong(matcher.group(1));
            open = "virtual thread #" + number;
            daemon = true;
            state = "RUNNABLE";
            return;
        }
        matcher = FRAME.matcher(line);
        if (matcher.matches()) {
            if (frames.size() < FRAMES) {
                frames.add(frame(matcher));
            }
            return;
        }
        matcher = LOCK.matcher(line);
        if (matcher.matches()) {
            locks.add(new DumpedLock(use(matcher.group(1)), matcher.group(2), type(matcher.group(3)), depth()));
            return;
        }
        matcher = CLASS_INIT.matcher(line);
        if (matcher.matches()) {
            locks.add(new DumpedLock(Use.CLASS_INIT, "", matcher.group(1).replace('/', '.'), depth()));
            return;
        }
        matcher = OWNED.matcher(line);
        if (matcher.matches()) {
            locks.add(new DumpedLock(Use.OWNED, matcher.group(1), type(matcher.group(2)), depth()));
            return;
        }
        matcher = STATE.matcher(line);
        state = matcher.matches() ? matcher.group(1) : state;
    }

    private int depth() {
        return Math.max(0, frames.size() - 1);
    }

    /** {@code java.lang.Class for com.acme.Ledger} is the lock of a static synchronized method. */
    private static String type(String text) {
        return text.strip();
    }

    private static Use use(String words) {
        return switch (words) {
            case "locked" -> Use.LOCKED;
            case "waiting on" -> Use.WAITED_ON;
            case "parking to wait for" -> Use.PARKED_FOR;
            default -> Use.ENTERING;
        };
    }

    /** What stands in the parentheses may begin with the module: {@code java.base@25.0.3/Object.java:389}. */
    private static Frame frame(Matcher matcher) {
        String place = matcher.group(3);
        int slash = place.indexOf('/');
        int version = place.indexOf('@');
        String module = slash > 0 ? place.substring(0, version > 0 && version < slash ? version : slash) : "";
        Matcher line = LINE.matcher(place);
        return new Frame(
                matcher.group(1), matcher.group(2), "", line.matches() ? Integer.parseInt(line.group(1)) : 0, module);
    }

    private void circle(String line) {
        List<CircleMember> last = circles.get(circles.size() - 1);
        Matcher matcher = MEMBER.matcher(line);
        if (matcher.matches()) {
            member = matcher.group(1);
            wanted = "";
            return;
        }
        matcher = WANTS.matcher(line);
        wanted = matcher.matches() ? matcher.group(1) : wanted;
        matcher = HELD.matcher(line);
        if (matcher.matches() && !member.isEmpty()) {
            last.add(new CircleMember(member, wanted, matcher.group(1)));
        }
    }

    private void close() {
        if (open != null && threads.size() < THREADS) {
            threads.add(new DumpedThread(open, number, daemon, state, frames, locks));
            names.add(open);
        }
        open = null;
        state = "";
        frames.clear();
        locks.clear();
    }
}

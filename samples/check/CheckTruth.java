import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Checks recordings against their truth: is the root in there, where and on which thread the truth says; does every type
 * of the chain follow it; is at least one red herring louder than it; is the file small. Started by {@code record}.
 */
public final class CheckTruth {
    private static final long MAX_BYTES = 500_000;
    private static final Duration LONG_PAUSE = Duration.ofMillis(150);

    private final List<Thrown> thrown = new ArrayList<>();
    private final List<String> threadDumps = new ArrayList<>();
    private final List<String> endedThreads = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Duration longestPause = Duration.ZERO;
    private long statistics;
    private long heapUsedAfterGc;
    private String endedBy = "";
    private String crashLog = "";

    /** One throw event. {@code site} is the first frame outside the JDK and outside the thrown class, as class and method with a point between. */
    private record Thrown(String type, String message, String site, String thread) {}

    /** Arguments: the samples folder, then sample ids. Exits with 1 if a recording does not bear its truth out. */
    public static void main(String[] args) throws IOException {
        Path samples = Path.of(args[0]);
        boolean sound = true;
        System.out.printf(
                "%-18s %-3s %6s %6s %8s %6s  %s%n",
                "sample", "JDK", "KB", "root", "recorded", "thrown", "other counts");
        for (String id : List.of(args).subList(1, args.length)) {
            Map<?, ?> truth = (Map<?, ?>) new Json(Files.readString(samples.resolve("truth/" + id + ".json"))).value();
            for (Map.Entry<?, ?> recording : ((Map<?, ?>) truth.get("recordings")).entrySet()) {
                List<Path> files = files(samples, recording.getValue());
                if (files.stream().allMatch(Files::exists)) {
                    sound &= new CheckTruth().check(id, recording.getKey().toString(), truth, files);
                } else {
                    System.out.printf("%-18s %-3s not recorded%n", id, recording.getKey());
                }
            }
        }
        System.exit(sound ? 0 : 1);
    }

    /** A recording, or a recording and the crash log beside it. */
    private static List<Path> files(Path samples, Object named) {
        List<?> all = named instanceof List<?> list ? list : List.of(named);
        return all.stream().map(name -> samples.resolveSibling(name.toString())).toList();
    }

    private boolean check(String id, String release, Map<?, ?> truth, List<Path> files) throws IOException {
        Path file = files.get(0);
        read(file, "SIGKILL".equals(truth.get("ends")));
        if (files.size() > 1) {
            crashLog = Files.readString(files.get(1), StandardCharsets.ISO_8859_1);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<?, ?> root = (Map<?, ?>) truth.get("rootCause");
        int rootCount = root == null ? 0 : count(root);
        if (root != null && rootCount == 0) {
            problems.add("no root cause event");
        }
        int loudest = 0;
        for (Object herring : (List<?>) truth.get("redHerrings")) {
            int count = count((Map<?, ?>) herring);
            counts.put("herring " + simple(text((Map<?, ?>) herring, "type")), count);
            loudest = Math.max(loudest, count);
            if (count == 0) {
                problems.add("no red herring " + herring);
            }
        }
        if (loudest <= rootCount) {
            problems.add("no red herring is louder than the root");
        }
        for (Object link : (List<?>) truth.get("chain")) {
            String type = text((Map<?, ?>) link, "toType");
            if (type.startsWith("jvm.")) {
                continue; // what it is told by is not an event of its own
            }
            int count = (int) thrown.stream().filter(t -> t.type().equals(type)).count();
            counts.put(simple(type), count);
            if (count == 0) {
                problems.add("no " + type);
            }
        }
        if (Files.size(file) > MAX_BYTES) {
            problems.add("larger than " + MAX_BYTES / 1000 + " KB");
        }
        System.out.printf(
                "%-18s %-3s %6d %6d %8d %6d  %s%n",
                id, release, Files.size(file) / 1000, rootCount, thrown.size(), statistics, counts);
        problems.forEach(problem -> System.out.println("    WRONG: " + problem));
        return problems.isEmpty();
    }

    /** Of a JVM that was killed the JDK's reader takes only the chunks that it had finished. */
    private void read(Path file, boolean killed) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                accept(recording.readEvent());
            }
        } catch (IOException e) {
            if (!killed) {
                throw e;
            }
        }
    }

    private void accept(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.JavaExceptionThrow" -> thrown.add(thrown(event));
            case "jdk.ThreadDump" -> threadDumps.add(event.getString("result"));
            case "jdk.Shutdown" -> endedBy =
                    event.getThread() == null ? "" : event.getThread().getJavaName();
            case "jdk.ThreadEnd" -> endedThreads.add(event.getThread().getJavaName());
            case "jdk.ExceptionStatistics" -> statistics = Math.max(statistics, event.getLong("throwables"));
            case "jdk.GarbageCollection" -> {
                Duration pause = event.getDuration("longestPause");
                longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
            }
            case "jdk.GCHeapSummary" -> {
                if (event.getString("when").equals("After GC")) {
                    heapUsedAfterGc = Math.max(heapUsedAfterGc, event.getLong("heapUsed"));
                }
            }
            default -> {
                // of no interest here
            }
        }
    }

    private static Thrown thrown(RecordedEvent event) {
        String site = "";
        for (RecordedFrame frame : event.getStackTrace() == null
                ? List.<RecordedFrame>of()
                : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            boolean constructsIt = type.equals(event.getClass("thrownClass").getName())
                    && frame.getMethod().getName().equals("<init>");
            if (!constructsIt && !type.matches("(java|javax|jdk|sun)\\..*")) {
                site = type + "." + frame.getMethod().getName();
                break;
            }
        }
        RecordedClass type = event.getClass("thrownClass");
        return new Thrown(
                type.getName(),
                event.getString("message"),
                site,
                event.getThread() == null ? null : event.getThread().getJavaName());
    }

    /** Counts events that match a root cause or a red herring; a condition that is no throwable counts 1 or 0. */
    private int count(Map<?, ?> wanted) {
        String type = text(wanted, "type");
        Map<?, ?> frame = (Map<?, ?>) wanted.get("frame");
        String thread = text(wanted, "thread");
        switch (type) {
            case "jvm.deadlock":
                return threadDumps.stream()
                                .anyMatch(dump -> dump.contains("Java-level deadlock")
                                        && dump.contains(text(frame, "class") + "." + text(frame, "method")))
                        ? 1
                        : 0;
            case "jvm.gc-pause":
                System.out.println("    longest pause " + longestPause.toMillis() + " ms");
                return longestPause.compareTo(LONG_PAUSE) > 0 ? 1 : 0;
            case "jvm.killed":
                return endedBy.isEmpty() ? 1 : 0;
            case "jvm.terminated":
                return endedBy.matches(thread) ? 1 : 0;
            case "jvm.stack-overflow":
                return endedThreads.stream().anyMatch(t -> t.matches(thread)) ? 1 : 0;
            case "jvm.crash":
                return crashLog.contains(text(frame, "class") + "." + text(frame, "method")) ? 1 : 0;
            case "jvm.out-of-memory":
                if (!crashLog.isEmpty()) {
                    return crashLog.contains("OutOfMemory encountered") ? 1 : 0;
                }
                System.out.println("    heap used after a collection up to " + heapUsedAfterGc / 1_000_000 + " MB");
                if (thrown.stream().anyMatch(t -> t.type().equals("java.lang.OutOfMemoryError"))) {
                    problems.add("a throw event of an OutOfMemoryError, which HotSpot should not give");
                }
                return endedThreads.contains(thread) ? 1 : 0;
            default:
                String message = text(wanted, "messageContains");
                String site = frame == null ? null : text(frame, "class") + "." + text(frame, "method");
                return (int) thrown.stream()
                        .filter(t -> t.type().equals(type))
                        .filter(t -> message == null
                                || t.message() != null && t.message().contains(message))
                        .filter(t -> site == null || t.site().equals(site))
                        .filter(t -> thread == null
                                || t.thread() != null && t.thread().matches(thread))
                        .count();
        }
    }

    private static String text(Map<?, ?> object, String member) {
        return (String) object.get(member);
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Just enough of a JSON reader for truth files: the JDK has none. */
    private static final class Json {
        private static final Pattern TOKEN =
                Pattern.compile("\\s*([{}\\[\\]:,]|\"((?:[^\"\\\\]|\\\\.)*)\"|true|false|null|-?[0-9.]+)\\s*");

        private final Iterator<String> tokens;

        Json(String text) {
            List<String> found = new ArrayList<>();
            Matcher matcher = TOKEN.matcher(text);
            while (matcher.lookingAt()) {
                found.add(matcher.group(1));
                matcher.region(matcher.end(), text.length());
            }
            if (!matcher.hitEnd() || matcher.regionStart() < text.length()) {
                throw new IllegalArgumentException("no JSON after character " + matcher.regionStart());
            }
            tokens = found.iterator();
        }

        Object value() {
            return value(tokens.next());
        }

        private Object value(String token) {
            return switch (token.charAt(0)) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string(token);
                case 'n' -> null;
                default -> token;
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            for (String token = tokens.next(); !token.equals("}"); token = tokens.next()) {
                if (!token.equals(",")) {
                    tokens.next(); // the colon
                    members.put(string(token), value());
                }
            }
            return members;
        }

        private List<Object> array() {
            List<Object> elements = new ArrayList<>();
            for (String token = tokens.next(); !token.equals("]"); token = tokens.next()) {
                if (!token.equals(",")) {
                    elements.add(value(token));
                }
            }
            return elements;
        }

        private static String string(String token) {
            return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
        }
    }
}

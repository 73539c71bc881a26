package dev.epicenter.analyzer.read;

import dev.epicenter.model.RecordingSummary.Advice;
import dev.epicenter.model.RecordingSummary.Answer;
import dev.epicenter.model.RecordingSummary.Chunk;
import dev.epicenter.model.RecordingSummary.ChunkState;
import dev.epicenter.model.RecordingSummary.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be concluded from a recording by what it holds and how it was made, and how to make a better one. */
final class SummaryAnswers {
    private static final Pattern STACK_DEPTH = Pattern.compile("stackdepth=(\\d+)");
    /** The recorder's stack depth unless told otherwise, up to JDK 25. */
    private static final String DEFAULT_DEPTH = "64";
    /** Share of the thrown from which on the rest does not matter. A judgement. */
    private static final double NEARLY_ALL = 0.98;

    private final SummaryTally tally;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Advice> advice = new ArrayList<>();

    SummaryAnswers(SummaryTally tally) {
        this.tally = tally;
        exceptions();
        errors();
        stacks();
        end();
        threads();
        waiting();
        memory();
        completeness();
    }

    List<Answer> all() {
        return answers;
    }

    List<Advice> advice() {
        return advice;
    }

    private void answer(String question, Grade grade, String why, Object... values) {
        answers.add(new Answer(question, grade, String.format(Locale.ROOT, why, values)));
    }

    private String setting(String type, String name) {
        return tally.settings.used().getOrDefault(type + "#" + name, "");
    }

    private boolean isOff(String type) {
        return tally.count(type) == 0 && tally.settings.disabled().contains(type);
    }

    private void exceptions() {
        long recorded = tally.count(ThrowSinks.EXCEPTION_THROW);
        OptionalLong thrown = tally.thrown();
        String question = "which exceptions were thrown";
        if (recorded == 0 && isOff(ThrowSinks.EXCEPTION_THROW)) {
            answer(
                    question,
                    Grade.NO,
                    "jdk.JavaExceptionThrow was off%s",
                    thrown.isPresent() ? format("; the JVM counted %,d", thrown.getAsLong()) : "");
            advice.add(new Advice(
                    "Record exceptions: they are off by default before JDK 25.",
                    "-XX:StartFlightRecording:settings=default,jdk.JavaExceptionThrow#enabled=true,filename=app.jfr"));
            return;
        }
        String throttle = tally.settings.throttle();
        boolean missing = thrown.isPresent() && recorded < thrown.getAsLong() * NEARLY_ALL;
        if (missing) {
            answer(
                    question,
                    Grade.PARTLY,
                    "%,d were recorded, about %,d thrown%s",
                    recorded,
                    thrown.getAsLong(),
                    throttle.isEmpty() ? "" : "; the recorder takes " + throttle);
        } else {
            answer(
                    question,
                    recorded > 0 || tally.settings.used().containsKey(ThrowSinks.EXCEPTION_THROW + "#enabled")
                            ? Grade.YES
                            : Grade.NO,
                    recorded > 0 ? "%,d were recorded" : "none was recorded",
                    recorded);
        }
        if (missing && !throttle.isEmpty()) {
            advice.add(new Advice(
                    "Lift the limit of " + throttle + " if storms matter more than their cost.",
                    "-XX:StartFlightRecording:settings=default,jdk.JavaExceptionThrow#throttle=off,filename=app.jfr"));
        }
    }

    private void errors() {
        if (isOff(ThrowSinks.ERROR_THROW)) {
            answer("which Errors were thrown", Grade.NO, "jdk.JavaErrorThrow was off");
        } else {
            answer(
                    "which Errors were thrown",
                    Grade.PARTLY,
                    "%,d were recorded; OutOfMemoryError and StackOverflowError of the JVM itself never are",
                    tally.count(ThrowSinks.ERROR_THROW));
        }
    }

    private void stacks() {
        Matcher depth = STACK_DEPTH.matcher(tally.jvm.jvmArguments());
        String frames = depth.find() ? depth.group(1) : DEFAULT_DEPTH;
        if (tally.settings.stackless()) {
            answer("where they were thrown", Grade.NO, "jdk.JavaExceptionThrow#stackTrace=false");
        } else {
            boolean usual = frames.equals(DEFAULT_DEPTH);
            answer(
                    "where they were thrown",
                    usual ? Grade.PARTLY : Grade.YES,
                    "stacks have up to %s frames%s",
                    frames,
                    usual ? ", too few for most frameworks" : "");
            if (usual) {
                advice.add(new Advice("Record deeper stacks.", "-XX:FlightRecorderOptions:stackdepth=256"));
            }
        }
    }

    private void end() {
        List<Chunk> chunks = tally.chunks;
        ChunkState last = chunks.isEmpty()
                ? ChunkState.WHOLE
                : chunks.get(chunks.size() - 1).state();
        String question = "how the JVM ended";
        if (tally.shutDown) {
            answer(question, Grade.YES, "%s", tally.end);
        } else if (!tally.end.isEmpty()) {
            answer(question, Grade.YES, "the recording was dumped for: %s", tally.end);
        } else if (last == ChunkState.UNFINISHED || last == ChunkState.CUT) {
            answer(
                    question,
                    Grade.PARTLY,
                    "the recording breaks off: it was killed, or still ran when this was copied");
        } else {
            answer(question, Grade.NO, "the recording ends before the JVM does");
            advice.add(new Advice(
                    "Have the recording written when the JVM ends, too.",
                    "-XX:StartFlightRecording:dumponexit=true,filename=app.jfr"));
        }
    }

    private void threads() {
        boolean off = isOff("jdk.ThreadEnd");
        answer(
                "which threads died",
                off ? Grade.NO : Grade.YES,
                off ? "jdk.ThreadEnd was off" : "%,d ends of threads were recorded",
                tally.count("jdk.ThreadEnd"));
        long dumps = tally.count("jdk.ThreadDump");
        answer(
                "deadlocks and hangs",
                dumps > 0 ? Grade.YES : Grade.NO,
                dumps > 0 ? "%,d thread dumps were recorded" : "no thread dump was recorded",
                dumps);
        if (dumps == 0) {
            advice.add(
                    new Advice(
                            "Have thread dumps taken.",
                            "-XX:StartFlightRecording:settings=default,jdk.ThreadDump#enabled=true,jdk.ThreadDump#period=60s,filename=app.jfr"));
        }
    }

    private void waiting() {
        List<String> limits = new ArrayList<>();
        for (String type : List.of("jdk.JavaMonitorEnter", "jdk.JavaMonitorWait", "jdk.ThreadPark")) {
            String threshold = setting(type, "threshold");
            limits.add(type.substring("jdk.".length())
                    + (isOff(type) ? " was off" : threshold.isEmpty() ? "" : " from " + threshold + " on"));
        }
        boolean any = tally.count("jdk.JavaMonitorEnter") + tally.count("jdk.ThreadPark") > 0;
        answer(
                "who waited for whom",
                any ? Grade.PARTLY : Grade.NO,
                any ? "%s" : "nothing of it was recorded: %s",
                String.join(", ", limits));
    }

    private void memory() {
        long heap = tally.count("jdk.GCHeapSummary");
        long samples = tally.count("jdk.OldObjectSample");
        answer(
                "what filled the memory",
                heap == 0 ? Grade.NO : samples == 0 ? Grade.PARTLY : Grade.YES,
                "%,d collections, %,d samples of old objects",
                tally.count("jdk.GarbageCollection"),
                samples);
        if (samples == 0) {
            advice.add(new Advice(
                    "Have old objects sampled with what holds them, if memory is the trouble.",
                    "-XX:StartFlightRecording:path-to-gc-roots=true,filename=app.jfr"));
        }
    }

    private void completeness() {
        long broken =
                tally.chunks.stream().filter(c -> c.state() != ChunkState.WHOLE).count();
        String question = "all of the time recorded";
        if (tally.lostBytes > 0) {
            answer(question, Grade.PARTLY, "the recorder lost %,d bytes since its buffers were full", tally.lostBytes);
            advice.add(new Advice("Give the recorder more memory.", "-XX:FlightRecorderOptions:memorysize=64M"));
        } else if (broken > 0) {
            answer(question, Grade.PARTLY, "%,d of %,d chunks are not whole", broken, (long) tally.chunks.size());
        } else {
            answer(question, Grade.YES, "every chunk is whole, and the recorder lost nothing");
        }
        if (broken > 0) {
            advice.add(new Advice(
                    "For readers that stop at damage, write it anew: epicenter repair FILE -o fixed.jfr", ""));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

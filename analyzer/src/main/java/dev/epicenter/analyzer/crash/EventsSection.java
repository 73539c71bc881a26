package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashCollection;
import dev.epicenter.model.CrashEvent;
import dev.epicenter.model.CrashException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last events of the JVM, which it keeps in rings ({@code src/hotspot/share/utilities/events.hpp}), 20 of each kind unless told otherwise. */
final class EventsSection implements Section {
    /** Entries kept of all rings together. A judgement: some fifteen rings of up to 250 entries. */
    private static final int ENTRIES = 4_000;

    /** Characters kept of one entry. */
    private static final int LENGTH = 600;

    private static final Pattern RING = Pattern.compile("^([A-Z][\\w /()-]{2,60}?) \\([0-9]{1,9} events?\\):\\s*$");
    private static final Pattern ENTRY =
            Pattern.compile("^Event: ([0-9]{1,12}(?:\\.[0-9]{1,9})?) (?:Thread (?:0x)?([0-9a-fA-F]{1,16}) ?)?(.*)$");
    private static final Pattern EXCEPTION =
            Pattern.compile("^Exception <an? '([^']{1,500})'(?:\\{0x[0-9a-fA-F]+\\})?(?:: (.*?))?>");
    private static final Pattern THROWN = Pattern.compile("thrown (?:at )?\\[([^\\]]{1,500}?),? line ([0-9]{1,9})\\]");
    private static final Pattern GENERATION = Pattern.compile(
            "(?:total|capacity|committed) ([0-9]{1,12})K, used ([0-9]{1,12})K|\\bused ([0-9]{1,9})M, capacity ([0-9]{1,9})M");
    private static final Pattern INVOCATIONS = Pattern.compile("(Before|After|before|after) GC");

    private final CrashDraft draft;
    private String ring = "";
    private Optional<Duration> since = Optional.empty();
    private String thread = "";
    private final StringBuilder text = new StringBuilder();
    private long usedBefore = -1;

    EventsSection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        Matcher matcher = RING.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        end();
        ring = matcher.group(1);
        usedBefore = -1;
        return true;
    }

    @Override
    public void line(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            end();
            since = CrashDraft.seconds(entry.group(1));
            thread = entry.group(2) == null ? "" : draft.threadName(entry.group(2));
            text.append(entry.group(3), 0, Math.min(LENGTH, entry.group(3).length()));
        } else if (since.isPresent() && !line.isBlank() && text.length() < 4 * LENGTH) {
            text.append('\n')
                    .append(line.strip(), 0, Math.min(LENGTH, line.strip().length()));
        }
    }

    /** Takes over the entry that was being read. */
    void end() {
        if (since.isPresent() && draft.events.size() + draft.exceptions.size() < ENTRIES) {
            take(since.get(), text.toString());
        }
        since = Optional.empty();
        text.setLength(0);
    }

    private void take(Duration at, String entry) {
        if (ring.startsWith("GC Heap")) {
            collection(at, entry);
        } else if (ring.contains("exceptions")) {
            exception(at, entry);
        } else {
            String first = entry.lines().findFirst().orElse("");
            draft.events.add(new CrashEvent(ring, at, thread, first));
        }
    }

    private void exception(Duration at, String entry) {
        Matcher exception = EXCEPTION.matcher(entry);
        Matcher thrown = THROWN.matcher(entry);
        String where = thrown.find()
                ? thrown.group(1).substring(thrown.group(1).lastIndexOf('/') + 1) + ":" + thrown.group(2)
                : "";
        String type = "";
        Optional<String> message = Optional.empty();
        if (exception.find()) {
            type = exception.group(1).replace('/', '.');
            message = Optional.ofNullable(exception.group(2));
        } else if (entry.startsWith("Implicit null exception")) {
            type = "java.lang.NullPointerException";
        } else if (entry.startsWith("Implicit division by zero exception")) {
            type = "java.lang.ArithmeticException";
        } else if (entry.startsWith("StackOverflowError")) {
            type = "java.lang.StackOverflowError";
        }
        if (type.isEmpty()) {
            draft.events.add(
                    new CrashEvent(ring, at, thread, entry.lines().findFirst().orElse("")));
        } else {
            draft.exceptions.add(new CrashException(at, thread, type, message, where, Optional.empty()));
        }
    }

    /** Heap before and after a collection; generations add up. */
    private void collection(Duration at, String entry) {
        long used = 0;
        long total = 0;
        Matcher generation = GENERATION.matcher(entry.lines()
                .filter(l -> !l.contains("Metaspace") && !l.contains("class space") && !l.contains("the space"))
                .reduce("", (a, b) -> a + "\n" + b));
        while (generation.find()) {
            boolean megabytes = generation.group(3) != null;
            long unit = megabytes ? 1L << 20 : 1L << 10;
            used += Long.parseLong(generation.group(megabytes ? 3 : 2)) * unit;
            total += Long.parseLong(generation.group(megabytes ? 4 : 1)) * unit;
        }
        Matcher when = INVOCATIONS.matcher(entry);
        if (total == 0 || !when.find()) {
            return;
        }
        if (when.group(1).equalsIgnoreCase("before")) {
            usedBefore = used;
        } else {
            draft.collections.add(new CrashCollection(at, usedBefore, used, total));
            usedBefore = -1;
        }
    }
}

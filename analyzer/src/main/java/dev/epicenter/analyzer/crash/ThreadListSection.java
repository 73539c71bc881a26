package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashThread;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All threads, by which later parts name them by their address only. */
final class ThreadListSection implements Section {
    /** Threads kept; more are counted. A judgement: a log of that many is about the number, not about the names. */
    private static final int THREADS = 2_000;

    private static final Pattern LINE = Pattern.compile("^(?:=>|  | ,)\\s*0x([0-9a-fA-F]{1,16}) ([A-Z].*)$");

    private final CrashDraft draft;

    ThreadListSection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        return line.startsWith("Java Threads:") || line.startsWith("Other Threads:");
    }

    @Override
    public void line(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        draft.threadCount++;
        if (draft.threads.size() < THREADS) {
            CrashThread thread = ThreadLine.parse(matcher.group(2));
            draft.threads.add(thread);
            Hex.address(matcher.group(1)).ifPresent(address -> draft.threadNames.put(address, thread.name()));
        }
    }
}

package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines with {@code #} in front, which are also printed to the console: what happened, to which JVM, in which frame. */
final class HeaderSection implements Section {
    private static final Pattern SIGNAL =
            Pattern.compile("^(\\S[^(]{0,60}?) \\(0x[0-9a-fA-F]{1,8}\\) at pc=(?:0x)?[0-9a-fA-F]{1,16}(.*)$");
    private static final Pattern INTERNAL =
            Pattern.compile("^(Internal Error|Out of Memory Error) \\(([^)]{0,300})\\)(.*)$");
    private static final Pattern PID = Pattern.compile("\\bpid=([0-9]{1,10})\\b");
    private static final Pattern REFUSED = Pattern.compile(
            "^Native memory allocation \\((malloc|mmap|mprotect)\\) failed to (?:allocate|map|protect) ([0-9]{1,18}) bytes.*");
    private static final Pattern FILE = Pattern.compile(
            "^(?:Core dump (?:will be )?written\\. Default location:|JFR recording file (?:will be |has been )?written\\. Location:)"
                    + " (.{1,2000})$");
    private static final Pattern PROCESSED_CORE = Pattern.compile("\\(or dumping to ([^)]{1,2000})\\)");

    /** Signs in front of a line: the JVM's own, and what mails and Markdown put there. */
    static final String DECORATION = "#> \t|*_`";

    private static final List<String> TITLES = List.of(
            "A fatal error has been detected by the Java Runtime Environment",
            "An unexpected error has been detected by",
            "There is insufficient memory for the Java Runtime Environment");

    private enum Expect {
        NOTHING,
        MESSAGE,
        FRAME,
        FILE,
        NATIVE_MESSAGE
    }

    private final CrashDraft draft;
    private Expect expect = Expect.NOTHING;

    HeaderSection(CrashDraft draft) {
        this.draft = draft;
    }

    /** Where in a line the title begins, -1 where it has none. */
    static int title(String line) {
        return TITLES.stream().mapToInt(line::indexOf).max().orElse(-1);
    }

    @Override
    public boolean begins(String line) {
        String text = bare(line);
        boolean title = title(text) == 0;
        if (title) {
            draft.titled = true;
            if (text.startsWith("There is")) {
                draft.kind = CrashKind.NATIVE_MEMORY;
                expect = Expect.NATIVE_MESSAGE;
            }
        }
        return title;
    }

    /** Logs are pasted, quoted and trimmed: the sign in front may be missing. */
    static String bare(String line) {
        int start = 0;
        while (start < line.length() && DECORATION.indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.substring(start).stripTrailing();
    }

    @Override
    public void line(String line) {
        String text = bare(line);
        if (text.isEmpty()) {
            expect = expect == Expect.MESSAGE ? Expect.NOTHING : expect;
        } else if (!fact(text)) {
            switch (expect) {
                case MESSAGE -> draft.message = joined(text);
                case NATIVE_MESSAGE -> nativeMessage(text);
                case FRAME -> {
                    draft.problematic = FrameLine.parse(text);
                    expect = Expect.NOTHING;
                }
                case FILE -> {
                    draft.files.add(text);
                    expect = Expect.NOTHING;
                }
                case NOTHING -> {}
            }
        }
    }

    private String joined(String text) {
        return draft.message.isEmpty() || draft.message.length() > 1000 ? text : draft.message + " " + text;
    }

    private void nativeMessage(String text) {
        Matcher refused = REFUSED.matcher(text);
        if (refused.matches()) {
            draft.requestedBytes = Hex.number(refused.group(2)).orElse(0);
        }
        draft.message = text;
        expect = Expect.NOTHING;
    }

    private boolean fact(String text) {
        Matcher signal = SIGNAL.matcher(text);
        Matcher internal = INTERNAL.matcher(text);
        Matcher file = FILE.matcher(text);
        if (signal.matches()) {
            draft.kind = CrashKind.SIGNAL;
            draft.signal = signal.group(1).strip();
            draft.sentByKill = signal.group(2).contains("sent by kill");
            ids(text);
        } else if (internal.matches()) {
            if (internal.group(1).startsWith("Internal")) {
                draft.kind = CrashKind.VM_ERROR;
                expect = Expect.MESSAGE;
            }
            draft.errorSource = internal.group(2);
            ids(text);
        } else if (text.startsWith("JRE version:")) {
            expect = Expect.NOTHING;
            draft.vm.jre(text.substring("JRE version:".length()).strip());
        } else if (text.startsWith("Java VM:")) {
            draft.vm.jvm(text.substring("Java VM:".length()).strip());
        } else if (text.startsWith("Problematic frame:")) {
            expect = Expect.FRAME;
        } else if (file.matches()) {
            Matcher core = PROCESSED_CORE.matcher(file.group(1));
            draft.files.add(core.find() ? core.group(1) : file.group(1));
        } else if (text.startsWith("Compiler replay data is saved as:")) {
            expect = Expect.FILE;
        } else if (text.startsWith("An error report file with more information is saved as:")) {
            draft.excerpt = true;
        } else if (text.startsWith("Possible reasons:") || text.startsWith("If you would like to submit")) {
            expect = Expect.NOTHING;
        } else {
            return false;
        }
        return true;
    }

    private void ids(String text) {
        Matcher pid = PID.matcher(text);
        if (pid.find()) {
            draft.pid = Long.parseLong(pid.group(1));
        }
    }
}

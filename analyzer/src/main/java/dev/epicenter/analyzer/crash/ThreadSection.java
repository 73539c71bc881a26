package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashThread;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The thread that crashed: what it is, what it did, its stack, the address that it could not use. */
final class ThreadSection implements Section {
    /** Frames kept: HotSpot prints at most 100 native ones ({@code StackPrintLimit}). */
    private static final int FRAMES = 256;

    private static final Pattern CURRENT =
            Pattern.compile("^Current thread \\((?:0x)?([0-9a-fA-F]{1,16})\\):\\s+(.*)$");
    private static final Pattern STACK = Pattern.compile(
            "^Stack: \\[(0x[0-9a-fA-F]{1,16}),\\s*(0x[0-9a-fA-F]{1,16})\\](?:,\\s+sp=(0x[0-9a-fA-F]{1,16}))?"
                    + "(?:,\\s+free space=([0-9]{1,12})k)?.*");
    private static final Pattern CODE = Pattern.compile("si_code[:=] ?-?[0-9]+ \\(([A-Z_0-9]+)\\)");
    private static final Pattern ADDRESS = Pattern.compile("si_addr[:=] ?(0x[0-9a-fA-F]{1,16})");
    private static final Pattern SENDER = Pattern.compile("(?:si_pid[:=] ?|sent from pid:? )([0-9]{1,18})");
    private static final Pattern WINDOWS =
            Pattern.compile("(reading|writing|execution at|at) address (0x[0-9a-fA-F]{1,16})");
    private static final Pattern OPERATION = Pattern.compile("^VM_Operation \\([^)]*\\): ([^,]{1,200}).*");
    private static final Pattern COMPILED_METHOD = Pattern.compile("\\b([\\w.$/]+)::([\\w$<>]+)");

    private enum Part {
        NONE,
        FRAMES,
        JAVA_FRAMES,
        TASK
    }

    private final CrashDraft draft;
    private final List<CrashFrame> javaFrames = new ArrayList<>();
    private Part part = Part.NONE;

    ThreadSection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        Part before = part;
        part = Part.NONE;
        Matcher current = CURRENT.matcher(line);
        Matcher stack = STACK.matcher(line);
        Matcher operation = OPERATION.matcher(line);
        if (current.matches()) {
            draft.thread = ThreadLine.parse(current.group(2));
        } else if (line.startsWith("Current thread is native thread")) {
            draft.thread = new CrashThread("", CrashThread.Kind.NATIVE, "", false, -1);
        } else if (stack.matches()) {
            stack(stack);
        } else if (line.startsWith("siginfo:")) {
            siginfo(line);
        } else if (operation.matches()) {
            draft.doing = "VM operation " + operation.group(1);
        } else if (line.startsWith("Current CompileTask:")) {
            part = Part.TASK;
        } else if (line.startsWith("Native frames:") || line.startsWith("Retrying call stack printing")) {
            part = Part.FRAMES;
        } else if (line.startsWith("Java frames:")) {
            part = Part.JAVA_FRAMES;
        } else if (line.startsWith("Error accessing class data sharing archive")) {
            draft.notes.add("The log says: " + line.strip());
        } else {
            part = before;
            return false;
        }
        return true;
    }

    @Override
    public void line(String line) {
        switch (part) {
            case FRAMES -> add(line, draft.frames);
            case JAVA_FRAMES -> add(line, javaFrames);
            case TASK -> task(line);
            case NONE -> {}
        }
    }

    private static void add(String line, List<CrashFrame> frames) {
        if (frames.size() < FRAMES) {
            FrameLine.parse(line).ifPresent(frames::add);
        }
    }

    private void task(String line) {
        Matcher method = COMPILED_METHOD.matcher(line);
        if (method.find()) {
            draft.compiling = method.group(1) + "::" + method.group(2);
            draft.compiler = line.strip().startsWith("C1") ? "C1" : line.strip().startsWith("C2") ? "C2" : "";
            part = Part.NONE;
        }
    }

    private void stack(Matcher stack) {
        long low = Hex.address(stack.group(1)).orElse(0);
        long high = Hex.address(stack.group(2)).orElse(0);
        draft.stack = new AddressRange(low, high);
        draft.stackPointer =
                stack.group(3) == null ? 0 : Hex.address(stack.group(3)).orElse(0);
        draft.stackFree =
                stack.group(4) == null ? -1 : Hex.number(stack.group(4)).orElse(-1) * 1024;
    }

    private void siginfo(String line) {
        Matcher code = CODE.matcher(line);
        if (code.find()) {
            draft.signalCode = code.group(1);
        }
        Matcher sender = SENDER.matcher(line);
        if (sender.find()) {
            draft.sender = Hex.number(sender.group(1));
        }
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
            draft.faultAddress = Hex.address(address.group(1));
        }
        Matcher windows = WINDOWS.matcher(line);
        if (windows.find()) {
            draft.faultAddress = Hex.address(windows.group(2));
            draft.access = switch (windows.group(1)) {
                case "reading" -> "read";
                case "writing" -> "write";
                case "execution at" -> "execute";
                default -> "";
            };
        }
    }

    /** The native stack holds the Java frames too; where it could not be walked as far as them, they follow it. */
    void end() {
        boolean walked = draft.frames.stream().anyMatch(f -> f.kind().isJava());
        if (!walked) {
            javaFrames.stream()
                    .limit(FRAMES - Math.min(FRAMES, draft.frames.size()))
                    .forEach(draft.frames::add);
        }
    }
}

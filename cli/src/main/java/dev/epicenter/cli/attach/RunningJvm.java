package dev.epicenter.cli.attach;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A JVM on this machine.
 *
 * @param pid  its process id
 * @param name its main class or jar with its arguments, empty when that is not known
 */
public record RunningJvm(long pid, String name) {
    private static final int LONGEST = 60;

    /** Those that let themselves be listed: of the same user, and with performance counters; this one is left out. */
    public static List<RunningJvm> all() {
        return VirtualMachine.list().stream()
                .filter(jvm -> jvm.id().matches("\\d+"))
                .map(RunningJvm::of)
                .filter(jvm -> jvm.pid != ProcessHandle.current().pid())
                .sorted(Comparator.comparingLong(RunningJvm::pid))
                .toList();
    }

    private static RunningJvm of(VirtualMachineDescriptor jvm) {
        return new RunningJvm(Long.parseLong(jvm.id()), jvm.displayName());
    }

    /**
     * Those that are meant.
     *
     * @param what a process id, then it is that one, listed or not; else a regular expression for main class or jar, found anywhere in it
     * @throws AttachException when it is neither
     */
    public static List<RunningJvm> matching(String what) throws AttachException {
        List<RunningJvm> all = all();
        if (what.matches("\\d{1,18}")) {
            long pid = Long.parseLong(what);
            return List.of(
                    all.stream().filter(jvm -> jvm.pid == pid).findFirst().orElse(new RunningJvm(pid, "")));
        }
        try {
            Pattern pattern = Pattern.compile(what);
            return all.stream()
                    .filter(jvm -> pattern.matcher(jvm.main()).find())
                    .toList();
        } catch (PatternSyntaxException e) {
            throw new AttachException(
                    "'" + what + "' is neither a process id nor a regular expression: " + e.getDescription(), e);
        }
    }

    /** Main class or jar, without arguments: those may hold secrets. */
    public String main() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** For a list. */
    @Override
    public String toString() {
        String main = main().isEmpty() ? "(unknown)" : main();
        return pid + "  " + (main.length() <= LONGEST ? main : "…" + main.substring(main.length() - LONGEST));
    }
}

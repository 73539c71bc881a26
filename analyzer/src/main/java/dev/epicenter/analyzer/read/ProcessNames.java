package dev.epicenter.analyzer.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Gives each process a name that is short and its own: the name given to the agent, main class or jar, with the process id where two would be the same. */
final class ProcessNames {
    private ProcessNames() {}

    static List<String> of(List<ProcessTally> processes) {
        List<String> plain = processes.stream().map(ProcessNames::plain).toList();
        List<String> names = new ArrayList<>();
        for (ProcessTally p : processes) {
            String name = plain.get(p.index);
            if (Collections.frequency(plain, name) > 1 && p.jvm.pid() >= 0) {
                name += " " + p.jvm.pid();
            }
            while (names.contains(name)) {
                name += " (" + (p.index + 1) + ")";
            }
            names.add(name);
        }
        return names;
    }

    private static String plain(ProcessTally process) {
        return process.agent.service().isEmpty()
                ? MainClass.shortName(process.jvm.mainClass()).orElse("JVM " + (process.index + 1))
                : process.agent.service();
    }
}
